package io.promptyard.standalone.letters;

import io.promptyard.standalone.letters.Redriven.Result;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many letters came to what. Not thread-safe. */
public final class RedriveTally {
    private final Map<Result, Integer> counts = new EnumMap<>(Result.class);

    public void add(Redriven redriven) {
        counts.merge(redriven.result(), 1, Integer::sum);
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether every letter's prompt has, or will have, its redrive. */
    public boolean isGood() {
        return counts.keySet().stream().allMatch(Result::isGood);
    }

    /** Such as {@code 3 sent, 1 already}. */
    @Override
    public String toString() {
        return counts.isEmpty()
                ? "no dead letter fits"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " "
                                + count.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }
}
