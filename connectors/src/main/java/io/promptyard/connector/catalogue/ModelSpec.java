package io.promptyard.connector.catalogue;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one model. {@code price} null means not known: its cost is null, never 0. {@code contextWindow} and
 * {@code maxOutput} in tokens, the latter null when not known. {@code quality} from 0 to 1 by task; {@code defaultQuality}
 * where a task has none: priors, see the catalogue's own notes for their source.
 */
public record ModelSpec(
        Target target,
        @Nullable Price price,
        int contextWindow,
        @Nullable Integer maxOutput,
        Set<Capability> capabilities,
        double defaultQuality,
        Map<Task, Double> quality,
        String source,
        ModelFacts facts) {
    public ModelSpec {
        Objects.requireNonNull(target, "target");
        if (contextWindow < 1 || maxOutput != null && maxOutput < 1) {
            throw new IllegalArgumentException("window: must be at least 1 token");
        }
        capabilities = Set.copyOf(capabilities);
        quality = Map.copyOf(quality);
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(facts, "facts");
    }

    /** One of which no more is known. */
    public ModelSpec(
            Target target,
            @Nullable Price price,
            int contextWindow,
            @Nullable Integer maxOutput,
            Set<Capability> capabilities,
            double defaultQuality,
            Map<Task, Double> quality,
            String source) {
        this(target, price, contextWindow, maxOutput, capabilities, defaultQuality, quality, source, ModelFacts.NONE);
    }

    /** The same at another price. */
    public ModelSpec at(@Nullable Price other) {
        return new ModelSpec(
                target, other, contextWindow, maxOutput, capabilities, defaultQuality, quality, source, facts);
    }

    public double quality(Task task) {
        return quality.getOrDefault(task, defaultQuality);
    }

    /** Whether it answers prompts, and not with vectors. */
    public boolean chats() {
        return facts.kind() == ModelFacts.Kind.CHAT;
    }
}
