package io.promptyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt on its way to one provider. {@code attempt} numbers the first attempt made from it, over all targets, from
 * 1; {@code alternatives} is how many other targets the decision would still permit;
 * {@code expectedCostUsd} null when not known. {@code reservedUsd} is what budgets hold for one call of it, null where no
 * budget applies.
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
        @Nullable BigDecimal reservedUsd) {
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
        this(id, at, prompt, target, attempt, alternatives, configVersion, expectedCostUsd, null);
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

    /** The same prompt to {@code option}, with what budgets reserved for it. */
    public Dispatch reserved(SpendOption option) {
        return new Dispatch(
                id,
                at,
                prompt,
                option.target(),
                attempt,
                alternatives,
                configVersion,
                option.expectedCostUsd(),
                option.boundUsd());
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
