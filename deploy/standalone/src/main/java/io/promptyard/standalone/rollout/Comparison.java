package io.promptyard.standalone.rollout;

import io.promptyard.model.Candidate;
import io.promptyard.model.Candidate.State;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what was decided, and what another configuration would have decided instead. Not thread-safe. */
public final class Comparison {
    private final Map<Move, Sum> moves = new LinkedHashMap<>();
    private long decided;
    private long unknownCosts;
    private BigDecimal costBefore = BigDecimal.ZERO;
    private BigDecimal costAfter = BigDecimal.ZERO;

    /** From one route and target to others; a null target is a refusal. */
    public record Move(
            String fromRoute,
            @Nullable Target from,
            String toRoute,
            @Nullable Target to) {
        boolean changes() {
            return !equals(new Move(toRoute, to, toRoute, to));
        }
    }

    /**
     * How often a move was made. {@code differenceUsd} is by how much its expected cost goes up, over those whose two costs are
     * known; {@code unknownCosts} counts the others.
     */
    public record Row(Move move, long count, BigDecimal differenceUsd, long unknownCosts) {}

    private static final class Sum {
        private long count;
        private long unknown;
        private BigDecimal difference = BigDecimal.ZERO;
    }

    public void add(RoutingDecision was, RoutingDecision now) {
        decided++;
        Sum sum = moves.computeIfAbsent(
                new Move(was.route(), was.target(), now.route(), now.target()), move -> new Sum());
        sum.count++;
        BigDecimal before = expected(was);
        BigDecimal after = expected(now);
        if (before == null || after == null) {
            sum.unknown++;
            unknownCosts++;
            return;
        }
        sum.difference = sum.difference.add(after.subtract(before));
        costBefore = costBefore.add(before);
        costAfter = costAfter.add(after);
    }

    /** A refusal costs nothing. */
    private static @Nullable BigDecimal expected(RoutingDecision decision) {
        if (decision.target() == null) {
            return BigDecimal.ZERO;
        }
        return decision.candidates().stream()
                .filter(each -> each.state() == State.CHOSEN)
                .findFirst()
                .map(Candidate::expectedCostUsd)
                .orElse(null);
    }

    public long decided() {
        return decided;
    }

    public long changed() {
        return changes().stream().mapToLong(Row::count).sum();
    }

    /** Decisions of which one of the two costs is not known; they are in no sum. */
    public long unknownCosts() {
        return unknownCosts;
    }

    public BigDecimal costBefore() {
        return costBefore;
    }

    public BigDecimal costAfter() {
        return costAfter;
    }

    /** What would go another way, the most frequent first. */
    public List<Row> changes() {
        List<Row> rows = new ArrayList<>();
        moves.forEach((move, sum) -> {
            if (move.changes()) {
                rows.add(new Row(move, sum.count, sum.difference, sum.unknown));
            }
        });
        rows.sort(Comparator.comparingLong(Row::count)
                .reversed()
                .thenComparing(row -> row.move().toString()));
        return rows;
    }
}
