package io.promptyard.router.policy;

import io.promptyard.model.RequestId;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.Strategy;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Picks one of the targets that the gate left. Pure: chance comes from the request id alone. */
final class Picker {

    /** What {@code cheapest-capable} asks for where neither route nor prompt says. */
    static final double DEFAULT_MIN_QUALITY = RouteConfig.MIN_QUALITY;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** A cost that is not known comes last. */
    static final Comparator<Assessed> BY_COST =
            Comparator.comparing(Assessed::cost, Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder()));

    private static final Comparator<Assessed> CHEAPEST = BY_COST.thenComparing(
                    Comparator.comparingDouble(Assessed::qualityOrZero).reversed())
            .thenComparing(assessed -> assessed.offer().target());

    private static final Comparator<Assessed> BEST = Comparator.comparingDouble(Assessed::qualityOrZero)
            .reversed()
            .thenComparing(BY_COST)
            .thenComparing(assessed -> assessed.offer().target());

    /** The choice, the probability with which it is made, and what is to be said of it. */
    record Pick(Assessed chosen, double propensity, String note) {
        Pick(Assessed chosen) {
            this(chosen, 1, "");
        }
    }

    private Picker() {}

    /** Empty when nothing is permitted, or nothing that is permitted has a share. */
    static Optional<Pick> pick(Strategy strategy, List<Assessed> permitted, Terms terms) {
        if (permitted.isEmpty()) {
            return Optional.empty();
        }
        return switch (strategy) {
            case Strategy.CheapestCapable cheapest -> Optional.of(cheapest(permitted, terms.minQuality()));
            case Strategy.BestQuality best -> Optional.of(new Pick(Collections.min(permitted, BEST)));
            case Strategy.Priority priority -> Optional.of(new Pick(permitted.getFirst()));
            case Strategy.Weighted weighted ->
                weighted(weighted, permitted, terms.request().id());
            case Strategy.Split split -> SplitPick.of(split.shares(), permitted, terms);
            case Strategy.Sticky sticky -> Optional.of(StickyPick.of(sticky.by(), permitted, terms.request()));
            case Strategy.Ranks ranks -> Optional.of(ranked(ranks, permitted, terms));
        };
    }

    private static Pick cheapest(List<Assessed> permitted, double bar) {
        Assessed cheapest = null;
        for (Assessed each : permitted) {
            if (each.qualityOrZero() >= bar && (cheapest == null || CHEAPEST.compare(each, cheapest) < 0)) {
                cheapest = each;
            }
        }
        return cheapest == null ? bestPermitted(permitted, bar) : new Pick(cheapest);
    }

    private static Pick bestPermitted(List<Assessed> permitted, double bar) {
        return new Pick(
                Collections.min(permitted, BEST),
                1,
                "none reaches quality " + ConstraintGate.figure(bar) + ": the best permitted");
    }

    private static Pick ranked(Strategy.Ranks strategy, List<Assessed> permitted, Terms terms) {
        List<Assessed> capable = permitted.stream()
                .filter(assessed -> assessed.qualityOrZero() >= terms.minQuality())
                .toList();
        return capable.isEmpty()
                ? bestPermitted(permitted, terms.minQuality())
                : RankedPick.of(Ranking.of(strategy), capable, terms);
    }

    private static Optional<Pick> weighted(Strategy.Weighted strategy, List<Assessed> permitted, RequestId id) {
        long total = 0;
        for (Assessed assessed : permitted) {
            total += weight(strategy, assessed);
        }
        if (total == 0) {
            return Optional.empty();
        }
        long ticket = Long.remainderUnsigned(hash(id.value()), total);
        for (Assessed assessed : permitted) {
            ticket -= weight(strategy, assessed);
            if (ticket < 0) {
                return Optional.of(new Pick(assessed, (double) weight(strategy, assessed) / total, ""));
            }
        }
        return Optional.empty();
    }

    /** Uniform in [0, 1), the same for the same text. */
    static double unit(String text) {
        return (hash(text) >>> 11) * 0x1.0p-53;
    }

    private static int weight(Strategy.Weighted strategy, Assessed assessed) {
        return Math.max(0, strategy.weights().getOrDefault(assessed.offer().target(), 0));
    }

    /** FNV-1a with a final mix, so that ids that differ in one digit fall apart. */
    static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
