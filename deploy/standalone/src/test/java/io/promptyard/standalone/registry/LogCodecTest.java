package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogCodecTest {

    private static final StoredSchema SCHEMA =
            new StoredSchema("s", 2, 7, new Content("\"string\"", List.of(new Reference("n.R", "other", 1))), false);

    static List<LogEntry> entries() {
        return List.of(
                new Version(SCHEMA),
                new Version(SCHEMA.asDeleted()),
                new VersionGone("s", 2),
                new SubjectDeleted("s", 3),
                new Compatibility(null, CompatibilityLevel.FULL_TRANSITIVE),
                new Compatibility("s", null),
                new ModeSet("s", Mode.READONLY),
                new ModeSet(null, null),
                new Other());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldReadWhatItWroteWhenAnyEntry(LogEntry entry) {
        // When
        LogEntry read = LogCodec.decode(LogCodec.key(entry), LogCodec.value(entry));

        // Then
        assertThat(read).isEqualTo(entry);
    }

    @Test
    void shouldWriteTheRealRegistrysKeysWhenCompactionComparesThem() {
        // When / Then
        assertThat(text(LogCodec.key(new Version(SCHEMA))))
                .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":2,\"magic\":1}");
        assertThat(text(LogCodec.key(new Compatibility(null, null))))
                .isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
        assertThat(text(LogCodec.key(new SubjectDeleted("s", 1))))
                .isEqualTo("{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\",\"magic\":0}");
    }

    @Test
    void shouldReadTheRealRegistrysRecordsWhenItTakesATopicOver() {
        // Given
        String key = "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":2,\"magic\":1}";
        String value =
                "{\"subject\":\"s\",\"version\":2,\"id\":7,\"md5\":\"x==\",\"schema\":\"\\\"string\\\"\",\"deleted\":false}";
        String protobuf = value.replace("\"id\"", "\"schemaType\":\"PROTOBUF\",\"id\"");

        // When / Then
        assertThat(decode(key, value))
                .isEqualTo(new Version(new StoredSchema("s", 2, 7, new Content("\"string\"", List.of()), false)));
        assertThat(decode(key, protobuf)).isEqualTo(new Other());
        assertThat(decode("{\"keytype\":\"NOOP\",\"magic\":0}", null)).isEqualTo(new Other());
        assertThat(decode("{\"keytype\":\"CONTEXT\",\"tenant\":\"t\",\"magic\":0}", "{}"))
                .isEqualTo(new Other());
    }

    @Test
    void shouldThrowWhenTheRecordIsNotJson() {
        // When / Then
        assertThatThrownBy(() -> decode("junk", "junk")).isInstanceOf(RuntimeException.class);
    }

    private static LogEntry decode(String key, @Nullable String value) {
        return LogCodec.decode(
                key.getBytes(StandardCharsets.UTF_8), value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
