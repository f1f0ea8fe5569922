package io.promptyard.standalone.replay.live;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Move;
import io.promptyard.standalone.replay.live.GroupTally.Seen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where to where the prompts of a sample went, each weighted by the prompts that it stands for: shares are those of the traffic, sums
 * of cost are scaled to the number of the sample, {@code n Σ wᵢxᵢ / Σ wᵢ} over all of it, so that those of all ways add up.
 */
final class LiveMoves {
    private static final int DIGITS = 12;

    private final Map<Way, Sum> ways = new LinkedHashMap<>();
    private long prompts;
    private double weights;

    private record Way(
            String fromRoute,
            @Nullable Target from,
            String toRoute,
            @Nullable Target to) {}

    private static final class Sum {
        private long count;
        private long unknown;
        private double weight;
        private BigDecimal difference = BigDecimal.ZERO;
    }

    private LiveMoves() {}

    /** The most frequent in the sample first. */
    static List<Move> of(List<Seen> seen) {
        LiveMoves all = new LiveMoves();
        seen.forEach(all::add);
        return all.ways.entrySet().stream()
                .map(each -> all.move(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Move::count).reversed())
                .toList();
    }

    private void add(Seen each) {
        Sum sum = ways.computeIfAbsent(
                new Way(each.fromRoute(), each.from(), each.toRoute(), each.to()), way -> new Sum());
        prompts++;
        weights += each.weight();
        sum.count++;
        sum.weight += each.weight();
        BigDecimal before = LiveReport.cost(each.was());
        BigDecimal after = LiveReport.cost(each.now());
        if (before == null || after == null) {
            sum.unknown++;
        } else {
            sum.difference = sum.difference.add(after.subtract(before).multiply(BigDecimal.valueOf(each.weight())));
        }
    }

    private Move move(Way way, Sum sum) {
        BigDecimal scaled = sum.difference
                .multiply(BigDecimal.valueOf(prompts))
                .divide(BigDecimal.valueOf(weights), DIGITS, RoundingMode.HALF_EVEN);
        return new Move(
                way.fromRoute(),
                way.from(),
                way.toRoute(),
                way.to(),
                sum.count,
                scaled.signum() == 0 ? BigDecimal.ZERO : scaled.stripTrailingZeros(),
                sum.unknown,
                sum.weight / weights);
    }
}
