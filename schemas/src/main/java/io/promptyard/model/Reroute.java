package io.promptyard.model;

import java.time.Instant;
import java.util.Objects;

/** A prompt that goes back to the decision because a target failed; the only back-edge of the graph. */
public record Reroute(RequestId id, Instant at, ClassifiedPrompt prompt) {
    public Reroute {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(prompt, "prompt");
    }
}
