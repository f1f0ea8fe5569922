package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.SchemaProvider;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.promptyard.model.Allowance;
import io.promptyard.model.Cancellation;
import io.promptyard.model.ConfigEntry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Feedback;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.ReplayPlan;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SettledMark;
import io.promptyard.model.Spend;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Makes the serdes of every record and owns the one registry client behind them all. Serdes may be used by any number
 * of threads at once; closing a serde does nothing, closing the factory ends them. Serializers and deserializers throw
 * {@link UnreadableRecordException}, {@link RegistryUnavailableException} and {@link SchemaRejectedException}, nothing
 * else of their own. Instants are kept to the millisecond.
 */
public final class SerdeFactory implements AutoCloseable {
    private static final int SCHEMAS_KEPT = 10_000;
    private static final String MOCK = "mock://";

    private final SchemaRegistryClient registry;
    private final AvroWire wire;

    private SerdeFactory(RegistryConfig config) {
        TrustedRecords.admit();
        Map<String, Object> settings = RegistrySettings.of(config);
        this.registry = config.urls().getFirst().startsWith(MOCK)
                ? SchemaRegistryClientFactory.newClient(config.urls(), SCHEMAS_KEPT, schemaKinds(), settings, Map.of())
                : new RememberingRegistry(config.urls(), SCHEMAS_KEPT, schemaKinds(), settings);
        this.wire = new AvroWire(registry, settings);
    }

    private static List<SchemaProvider> schemaKinds() {
        List<SchemaProvider> kinds = new ArrayList<>(ForeignSchemaProvider.ALL);
        kinds.add(new AvroSchemaProvider());
        return kinds;
    }

    /** Serdes on a real registry. Does not connect yet: see {@link #warm}. */
    public static SerdeFactory connect(RegistryConfig config) {
        return new SerdeFactory(config);
    }

    /** Serdes on a registry in this process, shared by every factory of the same scope: for tests. */
    public static SerdeFactory mock(String scope) {
        return new SerdeFactory(RegistryConfig.of("mock://" + scope));
    }

    /**
     * Has every value schema registered (or looked up, without {@code autoRegister}), so that no later serialisation
     * waits for the registry.
     *
     * @throws RegistryUnavailableException when the registry cannot be asked: try again
     * @throws SchemaRejectedException naming the subject, when the registry lacks or refuses a schema
     */
    public void warm(RouterTopics topics, Collection<ProviderId> providers) {
        for (Topic<String, ?> topic : topics.all(providers)) {
            ((ModelSerde<?, ?>) topic.valueSerde()).announce(topic.name());
        }
    }

    public Serde<PromptRequest> promptRequest() {
        return serde(Mappings.PROMPT_REQUEST);
    }

    public Serde<Reroute> reroute() {
        return serde(Mappings.REROUTE);
    }

    public Serde<Dispatch> dispatch() {
        return serde(Mappings.DISPATCH);
    }

    public Serde<ProviderOutcome> outcome() {
        return serde(Mappings.OUTCOME);
    }

    public Serde<FinalResponse> finalResponse() {
        return serde(Mappings.FINAL_RESPONSE);
    }

    public Serde<ResponseChunk> responseChunk() {
        return serde(Mappings.RESPONSE_CHUNK);
    }

    public Serde<DeadLetter> deadLetter() {
        return serde(Mappings.DEAD_LETTER);
    }

    public Serde<Cancellation> cancellation() {
        return serde(Mappings.CANCELLATION);
    }

    public Serde<RoutingDecision> decision() {
        return serde(Mappings.DECISION);
    }

    public Serde<ProviderAttempt> attempt() {
        return serde(Mappings.ATTEMPT);
    }

    public Serde<Spend> spend() {
        return serde(Mappings.SPEND);
    }

    public Serde<ProviderHealth> health() {
        return serde(Mappings.HEALTH);
    }

    public Serde<Feedback> feedback() {
        return serde(Mappings.FEEDBACK);
    }

    public Serde<RedriveNote> redriveNote() {
        return serde(Mappings.REDRIVE_NOTE);
    }

    public Serde<ReplayPlan> replayPlan() {
        return serde(Mappings.REPLAY_PLAN);
    }

    public Serde<LearnedModel> learnedModel() {
        return serde(Mappings.LEARNED_MODEL);
    }

    public Serde<ConfigEntry> configEntry() {
        return serde(Mappings.CONFIG_ENTRY);
    }

    public Serde<ExperimentRecord> experiment() {
        return serde(Mappings.EXPERIMENT);
    }

    public Serde<Reservation> reservation() {
        return serde(Mappings.RESERVATION);
    }

    public Serde<Allowance> allowance() {
        return serde(Mappings.ALLOWANCE);
    }

    /** For a worker's pending store. */
    public Serde<PendingCall> pendingCall() {
        return serde(Mappings.PENDING_CALL);
    }

    /** For a worker's store of what it has settled. */
    public Serde<SettledMark> settledMark() {
        return serde(Mappings.SETTLED_MARK);
    }

    SchemaRegistryClient registry() {
        return registry;
    }

    AvroWire wire() {
        return wire;
    }

    private <M, A extends SpecificRecord> Serde<M> serde(RecordMapping<M, A> mapping) {
        return new ModelSerde<>(mapping, wire);
    }

    /** Ends the registry client; serdes of this factory must not be used any more. */
    @Override
    public void close() {
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the schema registry client", e);
        }
    }
}
