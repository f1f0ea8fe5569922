package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.promptyard.model.ProviderId;
import io.promptyard.serde.SubjectReport.State;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Compares our value schemas with those of a live registry, and registers them. Compatibility is judged here, both
 * ways and against every registered version, whatever the registry itself is set to. Every way this can end is in the
 * report; nothing is thrown for what a registry does. For one thread.
 */
public final class SchemaRegistrar implements AutoCloseable {
    private static final CompatibilityLevel LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

    private final SerdeFactory serdes;
    private final SchemaRegistryClient registry;

    private SchemaRegistrar(SerdeFactory serdes) {
        this.serdes = serdes;
        this.registry = serdes.registry();
    }

    public static SchemaRegistrar connect(RegistryConfig config) {
        return new SchemaRegistrar(SerdeFactory.connect(config));
    }

    /** Looks only: missing, same, compatible or incompatible. */
    public SchemaReport check(TopicNames names, Collection<ProviderId> providers) {
        return report(names, providers, this::compare);
    }

    /** Registers what is missing or compatible, and sets each subject to {@code FULL_TRANSITIVE}. */
    public SchemaReport register(TopicNames names, Collection<ProviderId> providers) {
        return report(names, providers, this::register);
    }

    @Override
    public void close() {
        serdes.close();
    }

    /** The schema that a subject ought to have. */
    private record Wanted(String subject, String record, ParsedSchema schema) {
        SubjectReport is(State state, String... reasons) {
            return new SubjectReport(subject, record, state, List.of(reasons));
        }
    }

    private interface Step {
        SubjectReport apply(Wanted wanted) throws IOException, RestClientException;
    }

    private SchemaReport report(TopicNames names, Collection<ProviderId> providers, Step step) {
        List<SubjectReport> reports = new ArrayList<>();
        Optional<String> unreachable = Optional.empty();
        for (Topic<String, ?> topic : RouterTopics.of(names, serdes).all(providers)) {
            RecordMapping<?, ?> mapping = ((ModelSerde<?, ?>) topic.valueSerde()).mapping();
            Wanted wanted = new Wanted(topic.name() + "-value", mapping.name(), mapping.published());
            // One time-out is enough: a registry that is down is not asked again for every subject.
            SubjectReport report =
                    unreachable.isPresent() ? wanted.is(State.UNREACHABLE, unreachable.get()) : attempt(wanted, step);
            if (report.state() == State.UNREACHABLE) {
                unreachable = Optional.of(report.reasons().getFirst());
            }
            reports.add(report);
        }
        return new SchemaReport(reports);
    }

    private static SubjectReport attempt(Wanted wanted, Step step) {
        try {
            return step.apply(wanted);
        } catch (RestClientException e) {
            return e.getStatus() >= 500
                    ? wanted.is(State.UNREACHABLE, "the registry answered with status " + e.getStatus())
                    : wanted.is(State.REFUSED, "the registry answered with error " + e.getErrorCode());
        } catch (IOException e) {
            return wanted.is(
                    State.UNREACHABLE,
                    "the registry cannot be asked (" + e.getClass().getSimpleName() + ")");
        }
    }

    private SubjectReport register(Wanted wanted) throws IOException, RestClientException {
        SubjectReport found = compare(wanted);
        if (found.state().isProblem()) {
            return found;
        }
        if (found.state() != State.SAME) {
            registry.register(wanted.subject(), wanted.schema());
        }
        // After, not before: some registries know no settings of a subject that does not exist yet.
        registry.updateConfig(wanted.subject(), new Config(LEVEL.name));
        return found.state() == State.SAME ? found : wanted.is(State.REGISTERED);
    }

    private SubjectReport compare(Wanted wanted) throws IOException, RestClientException {
        if (isRegistered(wanted)) {
            return wanted.is(State.SAME);
        }
        List<Integer> versions = versions(wanted.subject());
        if (versions.isEmpty()) {
            return wanted.is(State.MISSING);
        }
        List<ParsedSchemaHolder> registered = new ArrayList<>();
        for (int version : versions) {
            Optional<ParsedSchema> schema = schema(wanted.subject(), version);
            if (schema.isEmpty()) {
                return wanted.is(State.INCOMPATIBLE, "version " + version + " is not an Avro schema");
            }
            registered.add(new SimpleParsedSchemaHolder(schema.get()));
        }
        List<String> reasons = Incompatibilities.between(wanted.schema(), registered, LEVEL);
        return reasons.isEmpty()
                ? wanted.is(State.COMPATIBLE)
                : new SubjectReport(wanted.subject(), wanted.record(), State.INCOMPATIBLE, reasons);
    }

    private boolean isRegistered(Wanted wanted) throws IOException, RestClientException {
        try {
            registry.getId(wanted.subject(), wanted.schema());
            return true;
        } catch (RestClientException e) {
            if (RegistryFailures.isNotFound(e)) {
                return false;
            }
            throw e;
        }
    }

    private List<Integer> versions(String subject) throws IOException, RestClientException {
        try {
            return registry.getAllVersions(subject);
        } catch (RestClientException e) {
            if (RegistryFailures.isNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private Optional<ParsedSchema> schema(String subject, int version) throws IOException, RestClientException {
        SchemaMetadata metadata = registry.getSchemaMetadata(subject, version);
        try {
            return registry.parseSchema(metadata.getSchemaType(), metadata.getSchema(), metadata.getReferences());
        } catch (RuntimeException e) {
            if (RegistryFailures.isForeignSchema(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
