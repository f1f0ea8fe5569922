package io.promptyard.standalone.rollout;

import io.promptyard.model.ConfigEntry;
import java.time.Duration;
import java.time.Instant;

/** What an instance said last of its configuration, and where that stands in the topic. */
public record Instance(String name, ConfigEntry said, long offset) {

    /** Each says its word again every minute: one that has not for so long was killed, or cannot reach the topic. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    boolean isHeard(Instant now) {
        return said.at().plus(SILENT).isAfter(now);
    }

    /** Whether it uses what is published under {@code sha256}. */
    public boolean follows(String sha256) {
        return said.sha256().equals(sha256);
    }

    /** Whether it has refused what was published at an offset before its word. */
    boolean refused(long published) {
        return said.refused() != null && offset > published;
    }
}
