package io.promptyard.router.policy;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Chooses prompts by an expression over what routes' {@code when} may speak of. Thread-safe. */
public final class PromptFilter {
    /** Lets every prompt pass. */
    public static final PromptFilter ALL = new PromptFilter(null);

    private final @Nullable Condition condition;

    private PromptFilter(@Nullable Condition condition) {
        this.condition = condition;
    }

    /** @throws IllegalArgumentException with one line that says what is wrong with the text */
    public static PromptFilter of(String text) {
        return text.isBlank() ? ALL : new PromptFilter(Condition.of(text));
    }

    public boolean holds(PromptRequest request, Classification classification, Instant now) {
        return condition == null || condition.holds(new Subject(request, classification, now));
    }

    /** The expression; empty for all. */
    @Override
    public String toString() {
        return condition == null ? "" : condition.toString();
    }
}
