package io.promptyard.router.policy;

import io.promptyard.model.Target;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.Arms.Arm;
import io.promptyard.router.policy.Picker.Pick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * With which probability a first choice goes where: what {@link CostAwarePolicy} draws from, walked in the same order, with every draw in
 * the place of one. Not thread-safe.
 */
final class Odds {
    private final Choice choice;
    private final Exploration exploration;
    private final FallbackRules rules;
    private final Map<Target, Double> byTarget = new HashMap<>();

    /** @param choice of a first choice; nobody takes a turn of it */
    Odds(Choice choice, Exploration exploration) {
        this.choice = choice;
        this.exploration = exploration;
        this.rules = FallbackRules.of(choice.prompt().attempts(), choice.offers());
    }

    Map<Target, Double> byTarget() {
        return byTarget;
    }

    /** What goes by one arm, by its share. */
    void add(Arm arm) {
        double left = arm.share();
        boolean first = true;
        boolean cooling = false;
        for (Stage stage : choice.stages(arm, false)) {
            if (stage.standsIn() && !cooling) {
                continue;
            }
            boolean inArm = first && arm.leaves();
            first = false;
            List<Assessed> assessed = stage.assess(choice.demand(), rules, choice.live(), choice.now());
            cooling |= assessed.stream().anyMatch(Assessed::isCooling);
            Terms terms = choice.terms(inArm ? arm : null, Turn.none());
            List<Pick> picks = picks(
                    stage.strategy(),
                    assessed.stream().filter(Assessed::permitted).toList(),
                    terms);
            double onward = picks.isEmpty() ? 1 : 0;
            for (Pick pick : picks) {
                if (!choice.ceilings().refuses(pick.chosen())) {
                    Contest contest = new Contest(pick, stage.strategy(), terms, null, inArm);
                    spread(contest, assessed, left);
                } else if (inArm) {
                    onward += pick.propensity();
                }
            }
            left *= onward;
            if (left == 0) {
                return;
            }
        }
    }

    private void spread(Contest contest, List<Assessed> assessed, double share) {
        List<Pick> drawn = choice.isOurs()
                ? exploration.spread(
                        contest, assessed, choice.ceilings(), choice.prompt().request())
                : List.of(contest.pick());
        for (Pick each : drawn) {
            double chance = share * each.propensity();
            if (chance > 0) { // an arm of all prompts leaves the others none
                byTarget.merge(each.chosen().offer().target(), chance, (one, other) -> Math.min(1, one + other));
            }
        }
    }

    /** All that a strategy may pick, with their probabilities; empty where it has nothing to pick. */
    private static List<Pick> picks(Strategy strategy, List<Assessed> permitted, Terms terms) {
        return switch (strategy) {
            case Strategy.Weighted weighted -> shares(weighted.weights(), permitted);
            case Strategy.Split split -> shares(split.shares(), permitted);
            case Strategy.Ranks ranks -> {
                List<Assessed> capable = permitted.stream()
                        .filter(each -> each.qualityOrZero() >= terms.minQuality())
                        .toList();
                yield capable.isEmpty()
                        ? only(strategy, permitted, terms)
                        : RankedPick.all(Ranking.of(ranks), capable, terms);
            }
            case Strategy.CheapestCapable cheapest -> only(strategy, permitted, terms);
            case Strategy.BestQuality best -> only(strategy, permitted, terms);
            case Strategy.Priority priority -> only(strategy, permitted, terms);
            case Strategy.Sticky sticky -> only(strategy, permitted, terms);
        };
    }

    /** Of a strategy that draws nothing. */
    private static List<Pick> only(Strategy strategy, List<Assessed> permitted, Terms terms) {
        return Picker.pick(strategy, permitted, terms).stream().toList();
    }

    private static List<Pick> shares(Map<Target, Integer> shares, List<Assessed> permitted) {
        List<Pick> picks = new ArrayList<>();
        long total = 0;
        for (Assessed each : permitted) {
            total += Math.max(0, shares.getOrDefault(each.offer().target(), 0));
        }
        for (Assessed each : permitted) {
            int share = shares.getOrDefault(each.offer().target(), 0);
            if (share > 0) {
                picks.add(new Pick(each, (double) share / total, ""));
            }
        }
        return picks;
    }
}
