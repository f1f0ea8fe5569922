package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a route picks among the candidates that its filters left.
 */
public sealed interface Strategy {

    /** Its word in the configuration. */
    String label();

    /** Least expected cost among those whose predicted quality is at least the route's {@code min-quality}. */
    record CheapestCapable() implements Strategy {
        @Override
        public String label() {
            return "cheapest-capable";
        }
    }

    /** Highest predicted quality; ties by cost. */
    record BestQuality() implements Strategy {
        @Override
        public String label() {
            return "best-quality";
        }
    }

    /** In the order given. */
    record Priority(List<Target> targets) implements Strategy {
        public Priority {
            targets = List.copyOf(targets);
        }

        @Override
        public String label() {
            return "priority";
        }
    }

    /** At random by weight, but always the same for the same request id; weights are positive. */
    record Weighted(Map<Target, Integer> weights) implements Strategy {
        public Weighted {
            weights = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }

        @Override
        public String label() {
            return "weighted";
        }
    }

    /**
     * A strategy that the configuration may name but this version does not decide by; check-config says so and a
     * process refuses to start with it.
     */
    record NotYet(String label) implements Strategy {}
}
