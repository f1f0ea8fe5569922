package io.promptyard.bench.load;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Latencies in milliseconds; NaN where nothing was answered. */
public record Quantiles(double p50, double p90, double p99, double max, int answered, int failed) {

    /** The median of each figure over repeats of one measurement; counts are summed, the maximum is the largest. */
    public static Quantiles median(List<Quantiles> repeats) {
        return new Quantiles(
                median(repeats, Quantiles::p50),
                median(repeats, Quantiles::p90),
                median(repeats, Quantiles::p99),
                repeats.stream().mapToDouble(Quantiles::max).max().orElse(Double.NaN),
                repeats.stream().mapToInt(Quantiles::answered).sum(),
                repeats.stream().mapToInt(Quantiles::failed).sum());
    }

    /** Of the values' figure, the middle one; of an even number, the mean of the two in the middle. */
    public static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
        double[] sorted = values.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What is added over a latency that every call has by itself. */
    public Quantiles over(double millis) {
        return new Quantiles(p50 - millis, p90 - millis, p99 - millis, max - millis, answered, failed);
    }
}
