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
        List<Assessed> cold = new ArrayList<>();
        List<Assessed> warm = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (Assessed each : capable) {
            Double figure = ranking.of(each, terms);
            (figure == null ? cold : warm).add(each);
            least = figure == null ? least : Math.min(least, figure);
        }
        boolean explores = ranking instanceof LatencyRanking && !cold.isEmpty();
        double coldRate = warm.isEmpty() ? 1 : explores ? COLD_RATE : 0;
        if (coldRate == 1 || coldRate > 0 && Picker.unit("cold " + terms.id()) < coldRate) {
            return drawn(cold, terms, coldRate, "nothing fresh is known of it");
        }
        double limit = least + ranking.slack(least);
        List<Assessed> band = warm.stream()
                .filter(each -> within(ranking.of(each, terms), limit))
                .toList();
        return drawn(band, terms, 1 - coldRate, ranking.say(least) + (band.size() > 1 ? " at best" : ""));
    }

    private static boolean within(@Nullable Double figure, double limit) {
        return figure != null && figure <= limit;
    }

    private static Pick drawn(List<Assessed> equals, Terms terms, double probability, String note) {
        int ticket = (int) (Picker.unit("rank " + terms.id()) * equals.size());
        return new Pick(equals.get(ticket), probability / equals.size(), note);
    }
}
