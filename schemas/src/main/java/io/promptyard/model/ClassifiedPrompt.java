package io.promptyard.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A prompt with its classification and the attempts that already failed, oldest first: what the decision decides on,
 * at first and on every fallback. {@code deadline} is when it must have ended; {@code route} is empty before the first
 * decision.
 */
public record ClassifiedPrompt(
        PromptRequest request,
        Classification classification,
        List<AttemptSummary> attempts,
        Instant deadline,
        String route) {
    public ClassifiedPrompt {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(classification, "classification");
        attempts = List.copyOf(attempts);
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(route, "route");
    }
}
