package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.promptyard.standalone.registry.LogEntry.Compatibility;
import io.promptyard.standalone.registry.LogEntry.Mode;
import io.promptyard.standalone.registry.LogEntry.ModeSet;
import io.promptyard.standalone.registry.LogEntry.Version;
import io.promptyard.standalone.registry.RegistryState.Visibility;
import io.promptyard.standalone.registry.StoredSchema.Content;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers, looks up and compares schemas. Blocking, and confined to the registry's writer thread. */
final class SchemaWriter {

    private final RegistryState state;
    private final SchemaLog log;
    private final SchemaParser parser;

    SchemaWriter(RegistryState state, SchemaLog log) {
        this.state = state;
        this.log = log;
        this.parser = new SchemaParser(state);
    }

    /** The version that holds the schema: the one it already has under the subject, or a new one. */
    StoredSchema register(String subject, SchemaRequest request, boolean normalize) {
        log.settle();
        AvroSchema schema = parse(request, normalize);
        Content content = SchemaParser.content(schema);
        List<StoredSchema> earlier = state.versions(subject, Visibility.LIVE);
        Optional<StoredSchema> same = same(content, earlier);
        if (same.isPresent()) {
            return same.get();
        }
        requireWritable(subject);
        List<String> why = incompatibilities(state.effectiveLevel(subject), schema, earlier);
        if (!why.isEmpty()) {
            throw RegistryError.incompatible(subject, why);
        }
        int id = state.id(content).orElseGet(() -> state.maxId() + 1);
        StoredSchema added = new StoredSchema(subject, state.nextVersion(subject), id, content, false);
        log.append(new Version(added));
        return added;
    }

    StoredSchema lookUp(String subject, SchemaRequest request, boolean normalize, Visibility visibility) {
        List<StoredSchema> versions = state.versions(subject, visibility);
        if (versions.isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        return same(SchemaParser.content(parse(request, normalize)), versions.reversed())
                .orElseThrow(RegistryError::schemaNotFound);
    }

    /** Why the schema may not follow the given versions; empty when it may. */
    List<String> incompatibilities(
            String subject, SchemaRequest request, boolean normalize, List<StoredSchema> earlier) {
        return incompatibilities(state.effectiveLevel(subject), parse(request, normalize), earlier);
    }

    void setLevel(@Nullable String subject, @Nullable CompatibilityLevel level) {
        log.append(new Compatibility(subject, level));
    }

    void setMode(@Nullable String subject, @Nullable Mode mode) {
        log.append(new ModeSet(subject, mode));
    }

    void requireWritable(String subject) {
        if (state.effectiveMode(subject) != Mode.READWRITE) {
            throw RegistryError.notPermitted("Subject " + subject + " is in read-only mode");
        }
    }

    private List<String> incompatibilities(CompatibilityLevel level, AvroSchema schema, List<StoredSchema> earlier) {
        List<ParsedSchemaHolder> holders = earlier.stream()
                .<ParsedSchemaHolder>map(stored -> new SimpleParsedSchemaHolder(parser.parse(stored)))
                .toList();
        return schema.isCompatible(level, holders);
    }

    private AvroSchema parse(SchemaRequest request, boolean normalize) {
        AvroSchema schema = parser.parse(request);
        return normalize ? schema.normalize() : schema;
    }

    private static Optional<StoredSchema> same(Content content, List<StoredSchema> versions) {
        return versions.stream()
                .filter(stored -> stored.content().equals(content))
                .findFirst();
    }
}
