package io.promptyard.standalone.replay.live;

import io.promptyard.router.replay.report.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Quantiles of a stratified sample by nearest rank: the least value that, with all below it, stands for the share. Not thread-safe. */
final class WeightedQuantiles {
    /** What sums of weights may be off. */
    private static final double ROUNDING = 1e-9;

    private final List<Weighed> values = new ArrayList<>();

    private record Weighed(double value, double weight) {}

    void add(double value, double weight) {
        values.add(new Weighed(value, weight));
    }

    Quantiles quantiles() {
        if (values.isEmpty()) {
            return Quantiles.NONE;
        }
        values.sort(Comparator.comparingDouble(Weighed::value));
        return new Quantiles(values.size(), at(0.5), at(0.9), at(0.95), at(0.99));
    }

    private double at(double share) {
        double wanted = share * values.stream().mapToDouble(Weighed::weight).sum() * (1 - ROUNDING);
        double sum = 0;
        for (Weighed each : values) {
            sum += each.weight();
            if (sum >= wanted) {
                return each.value();
            }
        }
        return values.getLast().value();
    }
}
