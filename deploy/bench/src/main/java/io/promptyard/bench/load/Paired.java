package io.promptyard.bench.load;

import java.util.List;

/**
 * What something comes to beside what was measured just before and just after it, over several rounds: a machine that is busier at one time than at another is so for
 * both, which two medians of far apart minutes are not. {@code least} and {@code most} hold the true median with a probability of 1 − 2^(1−n) for n rounds: 97 % for six.
 */
public record Paired(double median, double least, double most, int rounds) {

    /** One round: the figure, and those of the baseline beside it. */
    public record Round(double figure, double before, double after) {
        double baseline() {
            return (before + after) / 2;
        }
    }

    /** As multiples of the baseline. */
    public static Paired ratios(List<Round> rounds) {
        return of(
                rounds.stream().map(round -> round.figure() / round.baseline()).toList());
    }

    /** As what is added to the baseline. */
    public static Paired differences(List<Round> rounds) {
        return of(
                rounds.stream().map(round -> round.figure() - round.baseline()).toList());
    }

    private static Paired of(List<Double> all) {
        return new Paired(
                Quantiles.median(all, each -> each),
                all.stream().mapToDouble(each -> each).min().orElse(Double.NaN),
                all.stream().mapToDouble(each -> each).max().orElse(Double.NaN),
                all.size());
    }

    /** Whether all rounds were on one side of what no difference would be. */
    public boolean isConclusive(double none) {
        return least > none || most < none;
    }
}
