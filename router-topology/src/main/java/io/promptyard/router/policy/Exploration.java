package io.promptyard.router.policy;

import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Picker.Pick;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Now and then another permitted target than the one that predictions favour, so that predictions can be found wrong. With
 * probability {@code rate} one of the others is drawn, each as likely as another; the decision's propensity says how
 * likely it was, and that of what was not explored says how likely that was. Chance comes from the request id alone.
 *
 * <p>Explored is only what the router chooses by prediction ({@code cheapest-capable}, {@code best-quality},
 * {@code quality-per-dollar}): an order or
 * shares are the operator's word, and shares have a propensity of their own. Never explored are prompts that ask for a
 * model, fallbacks, redrives and experiments. What is drawn has passed the {@link ConstraintGate}, is within every
 * ceiling, and its expected cost is known and at most {@code mostUsd}. A route's {@code min-quality} does not bound it,
 * for that is a prediction too; a prompt's own bound does.
 *
 * @param rate from 0 to 1
 * @param mostUsd most that a call may be expected to cost, USD
 */
public record Exploration(double rate, BigDecimal mostUsd) {
    public static final Exploration NONE = new Exploration(0, BigDecimal.ZERO);

    public Exploration {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate: must be from 0 to 1 (got " + rate + ")");
        }
        Objects.requireNonNull(mostUsd, "mostUsd");
    }

    static Exploration of(LearningConfig learning) {
        return learning.enabled() ? new Exploration(learning.exploration(), learning.explorationMaxUsd()) : NONE;
    }

    /** The contest as it came, where there is nothing to explore; with its propensity, and perhaps another winner, else. */
    Contest of(Contest contest, List<Assessed> assessed, Ceilings ceilings, PromptRequest request) {
        List<Assessed> others = others(contest, assessed, ceilings, request);
        if (others.isEmpty()) {
            return contest;
        }
        Pick pick = contest.pick();
        String id = request.id().value();
        if (Picker.unit("explore " + id) >= rate) {
            Pick kept = new Pick(pick.chosen(), pick.propensity() * (1 - rate), pick.note());
            return new Contest(kept, contest.strategy(), contest.terms(), null, false);
        }
        Assessed drawn = others.get((int) (Picker.unit("drawn " + id) * others.size()));
        double propensity = rate / others.size();
        String note = "explored, instead of " + pick.chosen().offer().name();
        return new Contest(pick, contest.strategy(), contest.terms(), new Pick(drawn, propensity, note), false);
    }

    /** All that the contest may come to, each with its probability; they add up to that of the pick. */
    List<Pick> spread(Contest contest, List<Assessed> assessed, Ceilings ceilings, PromptRequest request) {
        List<Assessed> others = others(contest, assessed, ceilings, request);
        Pick pick = contest.pick();
        if (others.isEmpty()) {
            return List.of(pick);
        }
        List<Pick> spread = new ArrayList<>(others.size() + 1);
        spread.add(new Pick(pick.chosen(), pick.propensity() * (1 - rate), ""));
        others.forEach(each -> spread.add(new Pick(each, pick.propensity() * rate / others.size(), "")));
        return spread;
    }

    /** Those that may be drawn in place of the pick; none where there is nothing to explore. */
    private List<Assessed> others(Contest contest, List<Assessed> assessed, Ceilings ceilings, PromptRequest request) {
        if (rate == 0
                || contest.inArm()
                || !byPrediction(contest.strategy())
                || request.redrive() != null
                || request.experiment() != null) {
            return List.of();
        }
        return assessed.stream()
                .filter(each -> !each.equals(contest.pick().chosen()) && explorable(each, ceilings))
                .toList();
    }

    private boolean explorable(Assessed each, Ceilings ceilings) {
        return each.permitted() && !ceilings.refuses(each) && ConstraintGate.within(each.cost(), mostUsd);
    }

    private static boolean byPrediction(Strategy strategy) {
        return switch (strategy) {
            case Strategy.CheapestCapable cheapest -> true;
            case Strategy.BestQuality best -> true;
            case Strategy.Priority priority -> false;
            case Strategy.Weighted weighted -> false;
            case Strategy.QualityPerDollar value -> true;
            case Strategy.Split split -> false;
            case Strategy.Sticky sticky -> false;
            case Strategy.LowestLatency latency -> false;
            case Strategy.LeastBusy busy -> false;
            case Strategy.Headroom headroom -> false;
        };
    }
}
