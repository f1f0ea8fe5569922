package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prompts of a route that go another way: a percentage of keys, each in the same arm for as long as its share does not shrink. {@code by} is what
 * the key is: {@code conversation}, {@code tenant}, {@code id} or {@code tag:NAME}. What is in no arm stays with the route.
 */
public record CanaryConfig(String by, List<Arm> arms) {
    /** The key of a prompt alone: each is assigned by itself. */
    public static final String ID = "id";

    public CanaryConfig {
        Objects.requireNonNull(by, "by");
        arms = List.copyOf(arms);
    }

    /**
     * {@code percent} of the keys, 0 to 100, go by another strategy, with a {@code minQuality} and an {@code among} of its own as a
     * route's. Not by one that counts turns, nor by one with a ceiling of its own, which a trial cannot keep apart from the route's.
     */
    public record Arm(
            String name,
            double percent,
            Strategy strategy,
            @Nullable Double minQuality,
            List<Target> among) {
        /** What decisions call those that stay with the route. */
        public static final String CONTROL = "control";

        public Arm {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(strategy, "strategy");
            among = List.copyOf(among);
        }

        /** One that is asked of the first of {@code to} that is permitted. */
        public Arm(String name, double percent, List<Target> to) {
            this(name, percent, new Strategy.Priority(to), null, List.of());
        }

        /** Whether an arm can go by it. */
        public static boolean takes(Strategy strategy) {
            return !(strategy instanceof Strategy.Split
                    || strategy instanceof Strategy.BestQuality best && best.maxCostUsd() != null);
        }
    }
}
