package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.util.List;
import java.util.Objects;

/**
 * Copies of a route's prompts that another target answers beside them, for nobody who waits: {@code percent} of the keys, 0 to 100, for
 * the first of {@code to} that is permitted. {@code by} is what the key is, as in a {@link CanaryConfig}. {@code name} is what the
 * experiment is called; {@code budget} what they may cost; {@code maxOpen} how many calls a process has open at once.
 */
public record ShadowConfig(String name, String by, double percent, List<Target> to, BudgetConfig budget, int maxOpen) {
    public static final int MAX_OPEN = 8;

    /** The arm that records of a shadow name. */
    public static final String ARM = "shadow";

    public ShadowConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(by, "by");
        to = List.copyOf(to);
        Objects.requireNonNull(budget, "budget");
    }

    /** What the budget of a shadow of this name is kept under. */
    public static String budgetOf(String name) {
        return "shadow:" + name;
    }
}
