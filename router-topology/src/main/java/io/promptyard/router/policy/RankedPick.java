package io.promptyard.router.policy;

import io.promptyard.router.policy.Picker.Pick;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks by a ranking among the targets that are good enough: the least figure, or one of those within its slack, drawn by
 * the request id, so that not every prompt goes to the one that was fastest a moment ago. Targets of which the figure is not
 * known are cold: one prompt in ten tries one of them, and all do where nothing else is there. Pure.
 */
final class RankedPick {
    static final double COLD_RATE = 0.1;

    private RankedPick() {}

    /** @param capable not empty, in the order of the configuration */
    static Pick of(Ranking ranking, List<Assessed> capable, Terms terms) {
        Ranked ranked = Ranked.of(ranking, capable, terms);
        double coldRate = ranked.coldRate();
        if (coldRate == 1 || coldRate > 0 && Picker.unit("cold " + terms.id()) < coldRate) {
            return drawn(ranked.cold(), terms, coldRate, "nothing fresh is known of it");
        }
        List<Assessed> band = ranked.band();
        return drawn(band, terms, 1 - coldRate, ranking.say(ranked.least()) + (band.size() > 1 ? " at best" : ""));
    }

    /** All that may be picked, each with its probability. */
    static List<Pick> all(Ranking ranking, List<Assessed> capable, Terms terms) {
        Ranked ranked = Ranked.of(ranking, capable, terms);
        List<Pick> all = new ArrayList<>();
        if (ranked.coldRate() > 0) {
            ranked.cold()
                    .forEach(each -> all.add(
                            new Pick(each, ranked.coldRate() / ranked.cold().size(), "")));
        }
        if (ranked.coldRate() < 1) {
            ranked.band()
                    .forEach(each -> all.add(new Pick(
                            each, (1 - ranked.coldRate()) / ranked.band().size(), "")));
        }
        return all;
    }

    /** {@code band} are those within the slack of the least figure, {@code cold} those without one, tried at {@code coldRate}. */
    private record Ranked(List<Assessed> cold, List<Assessed> band, double coldRate, double least) {
        static Ranked of(Ranking ranking, List<Assessed> capable, Terms terms) {
            List<Assessed> cold = new ArrayList<>();
            List<Assessed> warm = new ArrayList<>();
            double least = Double.POSITIVE_INFINITY;
            for (Assessed each : capable) {
                Double figure = ranking.of(each, terms);
                (figure == null ? cold : warm).add(each);
                least = figure == null ? least : Math.min(least, figure);
            }
            boolean explores = ranking instanceof LatencyRanking && !cold.isEmpty();
            double limit = warm.isEmpty() ? 0 : least + ranking.slack(least);
            List<Assessed> band = warm.stream()
                    .filter(each -> within(ranking.of(each, terms), limit))
                    .toList();
            return new Ranked(cold, band, warm.isEmpty() ? 1 : explores ? COLD_RATE : 0, least);
        }
    }

    private static boolean within(@Nullable Double figure, double limit) {
        return figure != null && figure <= limit;
    }

    private static Pick drawn(List<Assessed> equals, Terms terms, double probability, String note) {
        int ticket = (int) (Picker.unit("rank " + terms.id()) * equals.size());
        return new Pick(equals.get(ticket), probability / equals.size(), note);
    }
}
