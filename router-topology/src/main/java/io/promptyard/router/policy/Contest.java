package io.promptyard.router.policy;

import io.promptyard.model.Candidate;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Picker.Pick;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pick and the grounds it was made on, so that each target it was held against can be told why it was not it.
 * {@code drawn} null unless exploration put another in the place of what the strategy picked; {@code inArm} where the pick is that
 * of a canary and not of the route.
 */
record Contest(
        Pick pick, Strategy strategy, Terms terms, @Nullable Pick drawn, boolean inArm) {

    /** What is asked in the end. */
    Pick winner() {
        return drawn == null ? pick : drawn;
    }

    List<Candidate> won(List<Assessed> seen) {
        List<Candidate> candidates = new ArrayList<>(seen.size());
        String price = usd(pick.chosen().cost());
        for (Assessed each : seen) {
            candidates.add(isWinner(each) ? each.chosen(winner().note()) : candidate(each, price));
        }
        return candidates;
    }

    /** The same where a ceiling refuses the pick, and nobody is asked. */
    List<Candidate> overCeiling(List<Assessed> seen, String figures) {
        List<Candidate> candidates = new ArrayList<>(seen.size());
        String price = usd(pick.chosen().cost());
        for (Assessed each : seen) {
            candidates.add(isPick(each) ? each.outdone(Outdone.OVER_CEILING, figures) : candidate(each, price));
        }
        return candidates;
    }

    private boolean isWinner(Assessed each) {
        return each.offer().target().equals(winner().chosen().offer().target());
    }

    private boolean isPick(Assessed each) {
        return each.offer().target().equals(pick.chosen().offer().target());
    }

    /** @param price of the pick, in words: the same for each that it is told */
    private Candidate candidate(Assessed each, String price) {
        if (!each.permitted()) {
            return each.passedOver();
        }
        if (isPick(each)) {
            return each.outdone(Outdone.EXPLORED, winner().chosen().offer().name() + " was drawn");
        }
        return switch (strategy) {
            case Strategy.CheapestCapable cheapest -> cheapest(each, price);
            case Strategy.BestQuality best ->
                each.qualityOrZero() < pick.chosen().qualityOrZero() ? worse(each) : dearer(each, price);
            case Strategy.Priority priority -> each.outdone(Outdone.LATER, "");
            case Strategy.Weighted weighted ->
                each.outdone(
                        Outdone.NOT_DRAWN,
                        "weight " + weighted.weights().getOrDefault(each.offer().target(), 0));
            case Strategy.Split split ->
                each.outdone(
                        Outdone.NOT_DRAWN,
                        "share " + split.shares().getOrDefault(each.offer().target(), 0));
            case Strategy.Sticky sticky -> each.outdone(Outdone.NOT_DRAWN, "another keeps the " + sticky.by());
            case Strategy.Ranks ranks -> ranked(each, Ranking.of(ranks));
        };
    }

    private Candidate ranked(Assessed each, Ranking ranking) {
        if (each.qualityOrZero() < terms.minQuality()) {
            return each.outdone(Outdone.BELOW_MIN_QUALITY, below(each, terms.minQuality()));
        }
        Double figure = ranking.of(each, terms);
        Double best = ranking.of(pick.chosen(), terms);
        if (figure == null) {
            return each.outdone(Outdone.NOT_DRAWN, "not known");
        }
        return best == null || figure <= best + ranking.slack(best)
                ? each.outdone(Outdone.NOT_DRAWN, ranking.say(figure))
                : each.outdone(Outdone.OUTSCORED, ranking.say(figure) + " over " + ranking.say(best));
    }

    private Candidate cheapest(Assessed each, String price) {
        if (each.qualityOrZero() < terms.minQuality()) {
            return each.outdone(Outdone.BELOW_MIN_QUALITY, below(each, terms.minQuality()));
        }
        boolean sameCost = compareCost(each) == 0;
        return sameCost && each.qualityOrZero() < pick.chosen().qualityOrZero() ? worse(each) : dearer(each, price);
    }

    private Candidate worse(Assessed each) {
        return each.outdone(Outdone.LOWER_QUALITY, below(each, pick.chosen().qualityOrZero()));
    }

    private Candidate dearer(Assessed each, String price) {
        return compareCost(each) == 0
                ? each.outdone(Outdone.LATER, "")
                : each.outdone(Outdone.DEARER, usd(each.cost()) + " over " + price);
    }

    private int compareCost(Assessed each) {
        return Picker.BY_COST.compare(each, pick.chosen());
    }

    private static String below(Assessed each, double bar) {
        return ConstraintGate.figure(each.qualityOrZero()) + " below " + ConstraintGate.figure(bar);
    }

    private static String usd(@Nullable BigDecimal cost) {
        return cost == null ? "not known" : Usd.plain(cost);
    }
}
