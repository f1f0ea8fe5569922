package io.promptyard.serde;

import io.promptyard.model.ConfigEntry;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.outcome.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as plain maps, lists and values under the names of its Avro fields, for writing it as JSON: instants are
 * milliseconds, enums their names, bytes {@code byte[]}. Maps keep the schema's order and are the caller's own.
 */
public final class RecordFields {
    private RecordFields() {}

    public static Map<String, @Nullable Object> of(DeadLetter letter) {
        return fields(DeadLetterMapper.toAvro(letter));
    }

    public static Map<String, @Nullable Object> of(RedriveNote note) {
        return fields(SignalMapper.toAvro(note));
    }

    public static Map<String, @Nullable Object> of(LearnedModel model) {
        return fields(SignalMapper.toAvro(model));
    }

    public static Map<String, @Nullable Object> of(ConfigEntry entry) {
        return fields(ConfigMapper.toAvro(entry));
    }

    public static Map<String, @Nullable Object> of(ExperimentRecord record) {
        return fields(ExperimentMapper.toAvro(record));
    }

    public static Map<String, @Nullable Object> of(ProviderHealth health) {
        return fields(SignalMapper.toAvro(health));
    }

    private static Map<String, @Nullable Object> fields(SpecificRecord record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            fields.put(field.name(), plain(record.get(field.pos())));
        }
        return fields;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SpecificRecord record -> fields(record);
            case Collection<?> items -> items.stream().map(RecordFields::plain).toList();
            case Map<?, ?> entries -> entries(entries);
            case ByteBuffer bytes -> bytes(bytes.duplicate());
            case Instant instant -> instant.toEpochMilli();
            case Enum<?> symbol -> symbol.name();
            case CharSequence text -> text.toString();
            default -> value;
        };
    }

    private static Map<String, @Nullable Object> entries(Map<?, ?> entries) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        entries.forEach((key, value) -> plain.put(key.toString(), plain(value)));
        return plain;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
