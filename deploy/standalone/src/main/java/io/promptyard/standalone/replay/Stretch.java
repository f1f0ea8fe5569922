package io.promptyard.standalone.replay;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which traffic: prompts that were decided from {@code from} to before {@code to}; where offsets are given, of these only prompts
 * with such an offset in their partition of {@code prompts}.
 *
 * @param offsets by partition; empty for all
 */
public record Stretch(Instant from, Instant to, Map<Integer, Offsets> offsets) {
    private static final Pattern ONE = Pattern.compile("(\\d{1,9}):(\\d{1,18})-(\\d{1,18})");

    /** The first, and the one after the last. */
    public record Offsets(long begin, long end) {}

    public Stretch {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        offsets = new TreeMap<>(offsets);
    }

    /** All that was decided in a time. */
    public static Stretch of(Instant from, Instant to) {
        return new Stretch(from, to, Map.of());
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /**
     * Reads {@code 0:100-500,1:20-40}: partitions, and of each the first and last offset.
     *
     * @throws IllegalArgumentException with the rule, for any other text
     */
    public static Map<Integer, Offsets> offsets(String text) {
        Map<Integer, Offsets> offsets = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            Matcher one = ONE.matcher(each.strip());
            if (!one.matches() || Long.parseLong(one.group(2)) > Long.parseLong(one.group(3))) {
                throw new IllegalArgumentException(
                        "must be PARTITION:FIRST-LAST, separated by commas, such as 0:100-500 (got \"" + each + "\")");
            }
            Offsets found = new Offsets(Long.parseLong(one.group(2)), Long.parseLong(one.group(3)) + 1);
            if (offsets.put(Integer.valueOf(one.group(1)), found) != null) {
                throw new IllegalArgumentException("names partition " + one.group(1) + " twice");
            }
        }
        return offsets;
    }
}
