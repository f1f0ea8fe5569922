package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import java.util.List;

/** What keeps a schema from reading, or being read by, those before it; the rules are the client library's. */
final class Incompatibilities {
    private Incompatibilities() {}

    /** Empty when compatible. {@code earlier} is in the order of the versions. */
    static List<String> between(ParsedSchema schema, List<ParsedSchemaHolder> earlier, CompatibilityLevel level) {
        List<String> reasons = schema.isCompatible(level, earlier);
        // The library lists the whole old schema and its own settings among the reasons.
        List<String> errors = reasons.stream()
                .filter(reason -> reason.startsWith("{errorType"))
                .toList();
        return errors.isEmpty() ? reasons : errors;
    }
}
