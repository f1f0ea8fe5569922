package io.promptyard.standalone.week;

import io.promptyard.model.Feedback;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FinalResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that topics keep of one request, and the word for its right answer. {@code feedback} is null where nobody rated the answer. */
public record Recorded(
        PromptRequest prompt,
        RoutingDecision decision,
        List<ProviderAttempt> attempts,
        FinalResponse response,
        @Nullable Feedback feedback,
        String solution) {
    public Recorded {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(decision, "decision");
        attempts = List.copyOf(attempts);
        Objects.requireNonNull(response, "response");
        Objects.requireNonNull(solution, "solution");
    }
}
