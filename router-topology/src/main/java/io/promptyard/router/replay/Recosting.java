package io.promptyard.router.replay;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.TokenUsage;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the calls in the log cost, and what they would have at other prices. Only the price changes: tokens are
 * those that the provider reported, and a call of which no usage is recorded keeps the cost that it has, as no price has a
 * part in it. Memory grows with the groups, not with the calls. Not thread-safe.
 */
public final class Recosting {
    /** An attempt that is told of twice, by a restart in an at-least-once lane, is told of again within so many others. */
    private static final int REMEMBERED = 100_000;

    private final CostCalculator prices;
    private final @Nullable CostCalculator list;
    private final CostGroup by;
    private final Map<String, Sums> groups = new TreeMap<>();
    private final Sums total = new Sums();
    private long left;
    private final Set<String> counted = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    private static final class Sums {
        private long calls;
        private BigDecimal recorded = BigDecimal.ZERO;
        private long recordedUnknown;
        private BigDecimal now = BigDecimal.ZERO;
        private long unknown;
        private BigDecimal difference = BigDecimal.ZERO;

        void add(@Nullable BigDecimal before, @Nullable BigDecimal after) {
            calls++;
            recorded = before == null ? recorded : recorded.add(before);
            recordedUnknown += before == null ? 1 : 0;
            now = after == null ? now : now.add(after);
            unknown += after == null ? 1 : 0;
            difference = before == null || after == null ? difference : difference.add(after.subtract(before));
        }

        Recosted of(String group) {
            return new Recosted(group, calls, plain(recorded), recordedUnknown, plain(now), unknown, plain(difference));
        }

        private static BigDecimal plain(BigDecimal sum) {
            return sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros();
        }
    }

    public Recosting(CostCalculator prices, CostGroup by) {
        this(prices, null, by);
    }

    /**
     * @param list prices of the list, where those given are times what some address bills and nobody said that the calls went there: a call
     *     that was recorded at exactly the list's price is left at that, for that its address bills otherwise is no correction; null to take
     *     {@code prices} as they are
     */
    public Recosting(CostCalculator prices, @Nullable CostCalculator list, CostGroup by) {
        this.prices = prices;
        this.list = list;
        this.by = by;
    }

    /** Counts a call that has ended; any other record, and an attempt that was counted before, changes nothing. */
    public void add(ProviderAttempt attempt) {
        if (attempt.phase() != ProviderAttempt.Phase.ENDED || !counted.add(attempt.attemptId())) {
            return;
        }
        BigDecimal before = attempt.costUsd();
        BigDecimal after = attempt.usage() == null ? before : cost(attempt, attempt.usage());
        groups.computeIfAbsent(by.of(attempt), name -> new Sums()).add(before, after);
        total.add(before, after);
    }

    private @Nullable BigDecimal cost(ProviderAttempt attempt, TokenUsage usage) {
        BigDecimal now = prices.cost(attempt.target(), usage).orElse(null);
        BigDecimal before = attempt.costUsd();
        if (list == null || now == null || before == null || before.compareTo(now) == 0) {
            return now;
        }
        BigDecimal listed = list.cost(attempt.target(), usage).orElse(null);
        if (listed == null || listed.compareTo(before) != 0) {
            return now;
        }
        left++;
        return before;
    }

    /** Calls that were left at the list's price, so far. */
    public long left() {
        return left;
    }

    /** By name of the group. */
    public List<Recosted> groups() {
        return groups.entrySet().stream()
                .map(group -> group.getValue().of(group.getKey()))
                .toList();
    }

    /** All groups together. */
    public Recosted total() {
        return total.of("total");
    }
}
