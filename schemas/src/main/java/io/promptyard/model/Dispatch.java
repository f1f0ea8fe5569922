package io.promptyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt on its way to one provider. {@code attempt} numbers the first attempt made from it, over all targets, from
 * 1; {@code alternatives} is how many other targets the decision would still permit;
 * {@code expectedCostUsd} null when not known. {@code reservedUsd} is what budgets hold for one call of it, null where no
 * budget applies; {@code reservedTokens} is the same of limits of tokens. {@code rateLimits} are those it is under, null
 * where there are none.
 */
public record Dispatch(
        RequestId id,
        Instant at,
        ClassifiedPrompt prompt,
        Target target,
        int attempt,
        int alternatives,
        String configVersion,
        @Nullable BigDecimal expectedCostUsd,
        @Nullable BigDecimal reservedUsd,
        @Nullable Long reservedTokens,
        @Nullable RateLimits rateLimits) {
    public Dispatch {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(target, "target");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: counts from 1 (got " + attempt + ")");
        }
        Objects.requireNonNull(configVersion, "configVersion");
    }

    /** One that no budget applies to. */
    public Dispatch(
            RequestId id,
            Instant at,
            ClassifiedPrompt prompt,
            Target target,
            int attempt,
            int alternatives,
            String configVersion,
            @Nullable BigDecimal expectedCostUsd) {
        this(id, at, prompt, target, attempt, alternatives, configVersion, expectedCostUsd, null, null, null);
    }

    /** One whose cost is not known. */
    public Dispatch(
            RequestId id,
            Instant at,
            ClassifiedPrompt prompt,
            Target target,
            int attempt,
            int alternatives,
            String configVersion) {
        this(id, at, prompt, target, attempt, alternatives, configVersion, null);
    }

    /** Whether something is held in reserve for one call of it, which that call's end settles. */
    public boolean reserves() {
        return reservedUsd != null || reservedTokens != null;
    }

    /** The same prompt to {@code option}, with what is held in reserve for it. */
    public Dispatch reserved(SpendOption option, boolean budgeted, boolean tokensLimited, @Nullable RateLimits limits) {
        return new Dispatch(
                id,
                at,
                prompt,
                option.target(),
                attempt,
                alternatives,
                configVersion,
                option.expectedCostUsd(),
                budgeted ? option.boundUsd() : null,
                tokensLimited ? option.boundTokens() : null,
                limits);
    }

    /** The same, with the limits that refused it. */
    public Dispatch limited(@Nullable RateLimits limits) {
        return new Dispatch(
                id,
                at,
                prompt,
                target,
                attempt,
                alternatives,
                configVersion,
                expectedCostUsd,
                reservedUsd,
                reservedTokens,
                limits);
    }

    public PromptRequest request() {
        return prompt.request();
    }

    public String route() {
        return prompt.route();
    }

    public Instant deadline() {
        return prompt.deadline();
    }
}
