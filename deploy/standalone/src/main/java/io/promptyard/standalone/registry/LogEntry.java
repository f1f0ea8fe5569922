package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** What one record of the schemas topic says. A null subject stands for the whole registry. */
sealed interface LogEntry {

    /** A version as it now is. */
    record Version(StoredSchema schema) implements LogEntry {}

    /** A version removed for good. */
    record VersionGone(String subject, int version) implements LogEntry {}

    /** All versions of a subject up to this one are softly deleted. */
    record SubjectDeleted(String subject, int upToVersion) implements LogEntry {}

    /** A null level removes the setting. */
    record Compatibility(@Nullable String subject, @Nullable CompatibilityLevel level) implements LogEntry {}

    /** A null mode removes the setting. */
    record ModeSet(@Nullable String subject, @Nullable Mode mode) implements LogEntry {}

    /** Of no meaning to us: written by a real registry, which keeps more kinds of records. */
    record Other() implements LogEntry {}

    /** Whether schemas may be written. */
    enum Mode {
        READWRITE,
        READONLY,
        READONLY_OVERRIDE
    }
}
