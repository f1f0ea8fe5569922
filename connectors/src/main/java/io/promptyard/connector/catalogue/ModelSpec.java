package io.promptyard.connector.catalogue;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one model. {@code price} null means not known: its cost is null, never 0. {@code contextWindow} and
 * {@code maxOutput} in tokens. {@code quality} from 0 to 1 by task; {@code defaultQuality} where a task has none: priors, see the
 * catalogue's own notes for their source.
 */
public record ModelSpec(
        Target target,
        @Nullable Price price,
        int contextWindow,
        int maxOutput,
        Set<Capability> capabilities,
        double defaultQuality,
        Map<Task, Double> quality,
        String source) {
    public ModelSpec {
        Objects.requireNonNull(target, "target");
        if (contextWindow < 1 || maxOutput < 1) {
            throw new IllegalArgumentException("window: must be at least 1 token");
        }
        capabilities = Set.copyOf(capabilities);
        quality = Map.copyOf(quality);
        Objects.requireNonNull(source, "source");
    }

    public double quality(Task task) {
        return quality.getOrDefault(task, defaultQuality);
    }
}
