package io.promptyard.router.policy;

import io.promptyard.model.Dispatch;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a prompt on its way to another target, under an id of its own. {@code shadow} is its name, {@code budget} what it is paid from;
 * {@code boundUsd} is the most that the call can cost, null when not known; {@code maxOpen} how many of the shadow a process has open at once.
 */
public record ShadowCall(
        String shadow,
        String budget,
        Dispatch dispatch,
        @Nullable BigDecimal boundUsd,
        int maxOpen) {
    public ShadowCall {
        Objects.requireNonNull(shadow, "shadow");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(dispatch, "dispatch");
    }
}
