package io.promptyard.bench.routing;

import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The baseline to beat: words and pairs of words, hashed, {@code ln(1 + tf) · idf}, brought to length 1, and a ridge
 * regression of the gain of the strong model on them. Shares no code with the models it is held against.
 */
final class NgramRouter implements Router {
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final int BUCKETS = 1 << 18;
    private static final double LAMBDA = 2;
    private static final int STEPS = 30;

    private final double[] idf = new double[BUCKETS];
    private final double[] weights;

    NgramRouter(List<LabelledPrompt> shown, Pair pair) {
        List<Map<Integer, Integer>> counts =
                shown.stream().map(row -> count(row.text())).toList();
        counts.forEach(row -> row.keySet().forEach(bucket -> idf[bucket]++));
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            idf[bucket] = Math.log((shown.size() + 1) / (idf[bucket] + 1)) + 1;
        }
        List<Row> rows = counts.stream().map(this::row).toList();
        double[] gains = shown.stream().mapToDouble(row -> Gains.of(pair, row)).toArray();
        double mean = Arrays.stream(gains).average().orElse(0);
        for (int at = 0; at < gains.length; at++) {
            gains[at] -= mean;
        }
        weights = solve(rows, gains);
    }

    private record Row(int[] buckets, double[] values) {
        double times(double[] vector) {
            double sum = 0;
            for (int at = 0; at < buckets.length; at++) {
                sum += values[at] * vector[buckets[at]];
            }
            return sum;
        }

        void add(double factor, double[] to) {
            for (int at = 0; at < buckets.length; at++) {
                to[buckets[at]] += factor * values[at];
            }
        }
    }

    @Override
    public double[] needs(Pair pair, List<LabelledPrompt> asked) {
        return asked.stream()
                .mapToDouble(row -> row(count(row.text())).times(weights))
                .toArray();
    }

    private static Map<Integer, Integer> count(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int at = 0; at < words.size(); at++) {
            counts.merge(bucket(words.get(at)), 1, Integer::sum);
            if (at > 0) {
                counts.merge(bucket(words.get(at - 1) + ' ' + words.get(at)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int bucket(String gram) {
        int hash = gram.hashCode() * 0x9e3779b1;
        return (hash ^ hash >>> 15) & BUCKETS - 1;
    }

    private Row row(Map<Integer, Integer> counts) {
        int[] buckets =
                counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        double[] values = new double[buckets.length];
        double length = 0;
        for (int at = 0; at < buckets.length; at++) {
            values[at] = Math.log1p(counts.getOrDefault(buckets[at], 0)) * idf[buckets[at]];
            length += values[at] * values[at];
        }
        for (int at = 0; at < values.length && length > 0; at++) {
            values[at] /= Math.sqrt(length);
        }
        return new Row(buckets, values);
    }

    /** By conjugate gradients. */
    private static double[] solve(List<Row> rows, double[] gains) {
        double[] solution = new double[BUCKETS];
        double[] residual = new double[BUCKETS];
        for (int at = 0; at < gains.length; at++) {
            rows.get(at).add(gains[at], residual);
        }
        double[] direction = residual.clone();
        double length = dot(residual, residual);
        for (int step = 0; step < STEPS && length > 1e-12; step++) {
            double[] image = new double[BUCKETS];
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                image[bucket] = LAMBDA * direction[bucket];
            }
            for (Row row : rows) {
                row.add(row.times(direction), image);
            }
            double stride = length / dot(direction, image);
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                solution[bucket] += stride * direction[bucket];
                residual[bucket] -= stride * image[bucket];
            }
            double next = dot(residual, residual);
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                direction[bucket] = residual[bucket] + next / length * direction[bucket];
            }
            length = next;
        }
        return solution;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int at = 0; at < left.length; at++) {
            sum += left[at] * right[at];
        }
        return sum;
    }
}
