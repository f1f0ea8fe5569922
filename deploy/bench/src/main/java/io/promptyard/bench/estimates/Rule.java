package io.promptyard.bench.estimates;

import io.promptyard.bench.estimates.World.Known;
import java.util.Arrays;

/** A routing policy over a world's targets, as the probabilities with which it gives a prompt to each. */
interface Rule {
    double[] shares(Known prompt);

    /** The first, and so cheapest, whose prediction is good enough; the best predicted where none is. */
    static Rule capable(double quality) {
        return prompt -> {
            int chosen = 0;
            while (chosen < prompt.predicted().length && prompt.predicted()[chosen] < quality) {
                chosen++;
            }
            return all(prompt, chosen < prompt.predicted().length ? chosen : best(prompt));
        };
    }

    static Rule cheapest() {
        return prompt -> all(prompt, 0);
    }

    static Rule dearest() {
        return prompt -> all(prompt, prompt.predicted().length - 1);
    }

    static Rule bestPredicted() {
        return prompt -> all(prompt, best(prompt));
    }

    static Rule uniform() {
        return prompt -> {
            double[] shares = new double[prompt.predicted().length];
            Arrays.fill(shares, 1.0 / shares.length);
            return shares;
        };
    }

    /** With a probability one of the others, each as likely as another: as {@code learning.exploration} does. */
    default Rule exploring(double rate) {
        return prompt -> {
            double[] kept = shares(prompt);
            double[] shares = new double[kept.length];
            for (int at = 0; at < kept.length; at++) {
                for (int other = 0; other < kept.length; other++) {
                    shares[other] += kept[at] * (other == at ? 1 - rate : rate / (kept.length - 1));
                }
            }
            return shares;
        };
    }

    private static double[] all(Known prompt, int target) {
        double[] shares = new double[prompt.predicted().length];
        shares[target] = 1;
        return shares;
    }

    private static int best(Known prompt) {
        int best = 0;
        for (int at = 1; at < prompt.predicted().length; at++) {
            best = prompt.predicted()[at] > prompt.predicted()[best] ? at : best;
        }
        return best;
    }
}
