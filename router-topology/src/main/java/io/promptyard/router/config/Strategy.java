package io.promptyard.router.config;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a route picks among the candidates that its filters left.
 */
public sealed interface Strategy {

    /** Its word in the configuration. */
    String label();

    /** Whether it brings the targets that it picks among: what narrows them otherwise has no say. */
    default boolean namesTargets() {
        return switch (this) {
            case Priority priority -> true;
            case Weighted weighted -> true;
            case Split split -> true;
            case Sticky sticky -> true;
            case CheapestCapable cheapest -> false;
            case BestQuality best -> false;
            case Ranks ranks -> false;
        };
    }

    /** One that ranks what is good enough by one figure. */
    sealed interface Ranks extends Strategy {}

    /** Least expected cost among those whose predicted quality is at least the route's {@code min-quality}. */
    record CheapestCapable() implements Strategy {
        @Override
        public String label() {
            return "cheapest-capable";
        }
    }

    /** Highest predicted quality; ties by cost. What is expected to cost more than the ceiling, USD, is out; null for none. */
    record BestQuality(@Nullable BigDecimal maxCostUsd) implements Strategy {
        /** Whatever it costs. */
        public BestQuality() {
            this(null);
        }

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

    /** Shares that are exact over as many prompts in a row as they add up to; positive. */
    record Split(Map<Target, Integer> shares) implements Strategy {
        public Split {
            shares = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }

        @Override
        public String label() {
            return "split";
        }
    }

    /** The same of these for the same {@code conversation}, {@code tenant} or {@code tag:NAME}. */
    record Sticky(List<Target> targets, String by) implements Strategy {
        public Sticky {
            targets = List.copyOf(targets);
        }

        @Override
        public String label() {
            return "sticky";
        }
    }

    /** Most for the money, where a hundredth of predicted quality is worth {@code usdPerPoint}. */
    record QualityPerDollar(BigDecimal usdPerPoint) implements Ranks {
        @Override
        public String label() {
            return "quality-per-dollar";
        }
    }

    /** Soonest expected to have answered, of those that are good enough. */
    record LowestLatency() implements Ranks {
        @Override
        public String label() {
            return "lowest-latency";
        }
    }

    /** Fewest calls under way, of those that are good enough. */
    record LeastBusy() implements Ranks {
        @Override
        public String label() {
            return "least-busy";
        }
    }

    /** Most left of the provider's rate limits, of those that are good enough. */
    record Headroom() implements Ranks {
        @Override
        public String label() {
            return "headroom";
        }
    }
}
