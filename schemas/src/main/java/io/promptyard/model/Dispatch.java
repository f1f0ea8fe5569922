package io.promptyard.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A prompt on its way to one provider. {@code attempt} numbers the first attempt made from it, over all targets, from
 * 1; {@code alternatives} is how many other targets the decision would still permit.
 */
public record Dispatch(
        RequestId id,
        Instant at,
        ClassifiedPrompt prompt,
        Target target,
        int attempt,
        int alternatives,
        String configVersion) {
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
