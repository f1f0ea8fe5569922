package io.promptyard.model;

import java.time.Instant;
import java.util.Objects;

/**
 * An experiment with a routing policy as the registry keeps it. {@code candidateConfig} is YAML with each
 * {@code ${NAME}} as it was written and every secret masked; {@code report} is a JSON object, {@code {}} while there is
 * nothing to tell. Holds no prompt and no answer, unless who ran it asked for texts in the report.
 */
public record ExperimentRecord(
        String id,
        String name,
        Kind kind,
        State state,
        Instant createdAt,
        Instant updatedAt,
        String candidateVersion,
        String candidateConfig,
        String summary,
        String report) {
    /** What it does. */
    public enum Kind {
        UNKNOWN,
        DRY,
        LIVE,
        EQUIVALENCE
    }

    /** How far it is. */
    public enum State {
        UNKNOWN,
        RUNNING,
        FINISHED,
        STOPPED,
        PROMOTED
    }

    public ExperimentRecord {
        Text.required(id, "experiment id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(candidateVersion, "candidateVersion");
        Objects.requireNonNull(candidateConfig, "candidateConfig");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(report, "report");
    }

    /** The same one, further on. */
    public ExperimentRecord now(State next, Instant at) {
        return new ExperimentRecord(
                id, name, kind, next, createdAt, at, candidateVersion, candidateConfig, summary, report);
    }
}
