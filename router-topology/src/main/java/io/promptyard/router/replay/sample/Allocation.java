package io.promptyard.router.replay.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many of each stratum: in proportion to its size, the fractions by largest remainder, and one at least of each, so
 * that what is rare is seen too. {@code rate} of all, rounded up, unless there are more strata than that.
 */
public final class Allocation {
    private final SortedMap<Stratum, Integer> sizes;

    private Allocation(SortedMap<Stratum, Integer> sizes) {
        this.sizes = sizes;
    }

    private record Part(Stratum stratum, int whole, double remainder) {}

    /**
     * @param populations prompts of each stratum
     * @param rate more than 0, at most 1
     */
    public static Allocation of(Map<Stratum, Long> populations, double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate: must be above 0 and at most 1 (got " + rate + ")");
        }
        long all = populations.values().stream().mapToLong(Long::longValue).sum();
        long wanted = (long) Math.ceil(all * rate);
        SortedMap<Stratum, Integer> sizes = new TreeMap<>();
        List<Part> parts = new ArrayList<>();
        new TreeMap<>(populations).forEach((stratum, population) -> {
            if (population > 0) {
                double exact = population * rate;
                int whole = (int) Math.max(1, Math.floor(exact));
                sizes.put(stratum, whole);
                parts.add(new Part(stratum, whole, exact - whole));
            }
        });
        long left =
                wanted - sizes.values().stream().mapToLong(Integer::longValue).sum();
        parts.sort(Comparator.comparingDouble(Part::remainder).reversed().thenComparing(Part::stratum));
        for (Part part : parts) {
            if (left > 0 && part.whole() < populations.get(part.stratum())) {
                sizes.merge(part.stratum(), 1, Integer::sum);
                left--;
            }
        }
        return new Allocation(sizes);
    }

    /**
     * All of each stratum, but no more than so many.
     *
     * @param most of one stratum, at least 1
     */
    public static Allocation atMost(Map<Stratum, Long> populations, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: must be at least 1 (got " + most + ")");
        }
        SortedMap<Stratum, Integer> sizes = new TreeMap<>();
        populations.forEach((stratum, population) -> sizes.put(stratum, (int) Math.min(most, population)));
        return new Allocation(sizes);
    }

    /** How many of a stratum; 0 of one that has no prompt. */
    public int of(Stratum stratum) {
        return sizes.getOrDefault(stratum, 0);
    }

    public int total() {
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
