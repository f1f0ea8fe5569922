package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.promptyard.standalone.registry.LogEntry.Compatibility;
import io.promptyard.standalone.registry.LogEntry.Mode;
import io.promptyard.standalone.registry.LogEntry.ModeSet;
import io.promptyard.standalone.registry.LogEntry.Other;
import io.promptyard.standalone.registry.LogEntry.SubjectDeleted;
import io.promptyard.standalone.registry.LogEntry.Version;
import io.promptyard.standalone.registry.LogEntry.VersionGone;
import io.promptyard.standalone.registry.StoredSchema.Content;
import io.promptyard.standalone.registry.StoredSchema.Reference;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The real registry's record format: JSON keys with a {@code keytype}, JSON values, null to remove. The order of a
 * key's fields is part of the format, because compaction compares bytes.
 */
final class LogCodec {

    private static final String KEY_TYPE = "keytype";
    private static final String SUBJECT = "subject";
    private static final String VERSION = "version";
    private static final String MAGIC = "magic";

    private LogCodec() {}

    static byte[] key(LogEntry entry) {
        JsonObject key = switch (entry) {
            case Version v -> versionKey(v.schema().subject(), v.schema().version());
            case VersionGone v -> versionKey(v.subject(), v.version());
            case SubjectDeleted d -> subjectKey("DELETE_SUBJECT", d.subject());
            case Compatibility c -> subjectKey("CONFIG", c.subject());
            case ModeSet m -> subjectKey("MODE", m.subject());
            case Other o -> new JsonObject().put(KEY_TYPE, "NOOP").put(MAGIC, 0);
        };
        return bytes(key);
    }

    static byte @Nullable [] value(LogEntry entry) {
        return switch (entry) {
            case Version v -> bytes(json(v.schema()).put("deleted", v.schema().deleted()));
            case SubjectDeleted d ->
                bytes(new JsonObject().put(SUBJECT, d.subject()).put(VERSION, d.upToVersion()));
            case Compatibility c ->
                c.level() == null ? null : bytes(new JsonObject().put("compatibilityLevel", c.level().name));
            case ModeSet m ->
                m.mode() == null
                        ? null
                        : bytes(new JsonObject().put("mode", m.mode().name()));
            case VersionGone v -> null;
            case Other o -> null;
        };
    }

    /** @throws RuntimeException when the record is not one that a registry writes */
    static LogEntry decode(byte[] keyBytes, byte @Nullable [] valueBytes) {
        JsonObject key = new JsonObject(Buffer.buffer(keyBytes));
        @Nullable JsonObject value = valueBytes == null ? null : new JsonObject(Buffer.buffer(valueBytes));
        String subject = key.getString(SUBJECT);
        return switch (key.getString(KEY_TYPE, "")) {
            case "SCHEMA" ->
                value == null
                        ? new VersionGone(required(subject, SUBJECT), required(key.getInteger(VERSION), VERSION))
                        : isAvro(value) ? new Version(schema(value)) : new Other();
            case "DELETE_SUBJECT" ->
                value == null
                        ? new Other()
                        : new SubjectDeleted(required(subject, SUBJECT), required(value.getInteger(VERSION), VERSION));
            case "CONFIG" -> new Compatibility(subject, value == null ? null : level(value));
            case "MODE" -> new ModeSet(subject, value == null ? null : mode(value.getString("mode")));
            default -> new Other();
        };
    }

    /** A version as the API shows it, too. */
    static JsonObject json(StoredSchema schema) {
        JsonObject json = new JsonObject()
                .put(SUBJECT, schema.subject())
                .put(VERSION, schema.version())
                .put("id", schema.id());
        List<Reference> references = schema.content().references();
        if (!references.isEmpty()) {
            json.put("references", json(references));
        }
        return json.put("schema", schema.content().schema());
    }

    static JsonArray json(List<Reference> references) {
        JsonArray array = new JsonArray();
        for (Reference reference : references) {
            array.add(new JsonObject()
                    .put("name", reference.name())
                    .put(SUBJECT, reference.subject())
                    .put(VERSION, reference.version()));
        }
        return array;
    }

    static List<Reference> references(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream()
                        .map(JsonObject.class::cast)
                        .map(json -> new Reference(
                                required(json.getString("name"), "name"),
                                required(json.getString(SUBJECT), SUBJECT),
                                required(json.getInteger(VERSION), VERSION)))
                        .toList();
    }

    private static StoredSchema schema(JsonObject value) {
        return new StoredSchema(
                required(value.getString(SUBJECT), SUBJECT),
                required(value.getInteger(VERSION), VERSION),
                required(value.getInteger("id"), "id"),
                new Content(
                        required(value.getString("schema"), "schema"), references(value.getJsonArray("references"))),
                value.getBoolean("deleted", false));
    }

    private static <T> T required(@Nullable T field, String name) {
        return Objects.requireNonNull(field, name);
    }

    private static boolean isAvro(JsonObject value) {
        return "AVRO".equals(value.getString("schemaType", "AVRO"));
    }

    private static @Nullable CompatibilityLevel level(JsonObject value) {
        String name = value.getString("compatibilityLevel");
        return name == null ? null : CompatibilityLevel.forName(name);
    }

    private static Mode mode(String name) {
        // A real registry's import mode lets ids be chosen from outside, which we do not do: to us it forbids writing.
        return name.equals("IMPORT") ? Mode.READONLY : Mode.valueOf(name);
    }

    private static JsonObject versionKey(String subject, int version) {
        return new JsonObject()
                .put(KEY_TYPE, "SCHEMA")
                .put(SUBJECT, subject)
                .put(VERSION, version)
                .put(MAGIC, 1);
    }

    private static JsonObject subjectKey(String type, @Nullable String subject) {
        return new JsonObject().put(KEY_TYPE, type).put(SUBJECT, subject).put(MAGIC, 0);
    }

    private static byte[] bytes(JsonObject json) {
        return json.toBuffer().getBytes();
    }
}
