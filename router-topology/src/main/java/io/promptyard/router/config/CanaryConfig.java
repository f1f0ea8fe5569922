package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.util.List;
import java.util.Objects;

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

    /** {@code percent} of the keys, 0 to 100, are asked of the first of {@code to} that is permitted. */
    public record Arm(String name, double percent, List<Target> to) {
        /** What decisions call those that stay with the route. */
        public static final String CONTROL = "control";

        public Arm {
            Objects.requireNonNull(name, "name");
            to = List.copyOf(to);
        }
    }
}
