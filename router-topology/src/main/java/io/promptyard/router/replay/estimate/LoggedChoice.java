package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One prompt as the log has it, and as the candidate would send it. Targets are opaque: nothing of them is looked up. The maps are
 * kept as they are, and must not change.
 *
 * @param cluster what belongs together, such as the conversation; the request id where nothing does. Prompts of one cluster may
 *     depend on each other, those of different clusters may not: it is what intervals stand on
 * @param stratum a kind of prompts that targets may be differently good at, such as the task's label
 * @param logged where the log sent it; null where it was refused
 * @param chances probability with which the log could have come to hold an answer of that target: the recorded decision's propensity,
 *     1 for the outcome of the same prompt found elsewhere, the rate of its shadows. A target that is missing here could not have
 *     been tried. Holds at least every target of {@code outcomes}; the logged one counts as 1 where it is missing
 * @param outcomes scores of answers to this very prompt, 0 to 1, of whatever target; empty where nobody said anything
 * @param predicted quality that was predicted for the prompt, 0 to 1, as the decision knew it: never made from the outcomes above. A
 *     target without one counts as 0.5, and is calibrated like all others
 * @param candidate probability with which the candidate gives the prompt to each target; sums to 1, or to less where it refuses
 * @param alike whether the recorded policy gave it with those same probabilities. Else it is valued by the choice that the log holds, one
 *     draw of a distribution that the log does not tell
 */
public record LoggedChoice(
        String cluster,
        String stratum,
        @Nullable Target logged,
        Map<Target, Double> chances,
        Map<Target, Double> outcomes,
        Map<Target, Double> predicted,
        Map<Target, Double> candidate,
        boolean alike) {
    static final double UNPREDICTED = 0.5;

    public LoggedChoice {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(stratum, "stratum");
        // Not copied: a choice is added up at once, and copies took as long as the adding up.
        check("chances", chances);
        check("outcomes", outcomes);
        check("predicted", predicted);
        check("candidate", candidate);
    }

    /** Of policies that are not known to draw alike. */
    public LoggedChoice(
            String cluster,
            String stratum,
            @Nullable Target logged,
            Map<Target, Double> chances,
            Map<Target, Double> outcomes,
            Map<Target, Double> predicted,
            Map<Target, Double> candidate) {
        this(cluster, stratum, logged, chances, outcomes, predicted, candidate, false);
    }

    private static void check(String what, Map<Target, Double> values) {
        for (Map.Entry<Target, Double> each : values.entrySet()) {
            double value = each.getValue();
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        what + ": must be from 0 to 1 (got " + value + " for " + each.getKey() + ")");
            }
        }
    }

    /** Probability with which the log could have come to hold an answer of the target; 0 where it could not. */
    double chance(Target target) {
        Double said = chances.get(target);
        return said != null ? said : target.equals(logged) || outcomes.containsKey(target) ? 1 : 0;
    }

    double prediction(Target target) {
        return predicted.getOrDefault(target, UNPREDICTED);
    }
}
