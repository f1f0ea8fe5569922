package io.promptyard.router.replay;

import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Move;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts from where to where decisions go by another configuration. Grows with routes and targets. Not thread-safe. */
public final class Moves {
    private final Map<Way, Sum> ways = new HashMap<>();
    private BigDecimal before = BigDecimal.ZERO;
    private BigDecimal after = BigDecimal.ZERO;
    private long decided;
    private long unknown;

    private record Way(
            String fromRoute,
            @Nullable Target from,
            String toRoute,
            @Nullable Target to) {}

    private static final class Sum {
        private long count;
        private long unknown;
        private BigDecimal difference = BigDecimal.ZERO;
    }

    public void add(RoutingDecision was, RoutingDecision now) {
        add(was, now, CaseCosts.expected(was), CaseCosts.expected(now));
    }

    /** The same where what the two expect to cost is known, or known to be unknown. */
    void add(RoutingDecision was, RoutingDecision now, @Nullable BigDecimal first, @Nullable BigDecimal second) {
        decided++;
        Sum sum = ways.computeIfAbsent(new Way(was.route(), was.target(), now.route(), now.target()), way -> new Sum());
        sum.count++;
        if (first == null || second == null) {
            sum.unknown++;
            unknown++;
            return;
        }
        sum.difference = sum.difference.add(second.subtract(first));
        before = before.add(first);
        after = after.add(second);
    }

    /** Whether it goes another way; those that two policies refuse go nowhere, whatever their routes are. */
    public static boolean changes(Move move) {
        boolean both = move.from() == null && move.to() == null;
        return !both
                && !(move.fromRoute().equals(move.toRoute())
                        && move.from() != null
                        && move.from().equals(move.to()));
    }

    /** The most frequent first. */
    public List<Move> all() {
        List<Move> all = new ArrayList<>();
        ways.forEach((way, sum) -> all.add(new Move(
                way.fromRoute(),
                way.from(),
                way.toRoute(),
                way.to(),
                sum.count,
                PolicySums.plain(sum.difference),
                sum.unknown,
                (double) sum.count / decided)));
        all.sort(Comparator.comparingLong(Move::count).reversed().thenComparing(Move::toString));
        return all;
    }

    /** Those that go another way. */
    public List<Move> changes() {
        return all().stream().filter(Moves::changes).toList();
    }

    public long decided() {
        return decided;
    }

    public long changed() {
        return changes().stream().mapToLong(Move::count).sum();
    }

    /** Decisions of which one of the two costs is not known; they are in no sum. */
    public long unknownCosts() {
        return unknown;
    }

    public BigDecimal costBefore() {
        return before;
    }

    public BigDecimal costAfter() {
        return after;
    }
}
