package io.promptyard.standalone.experiments;

import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.Move;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.ReplayReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two reports side by side. Their figures may be held against each other only where both are of the same prompts; {@code reasons}
 * say why not, and are empty where they may. Pure.
 */
public record ReportComparison(List<String> reasons, List<Row> rows, List<MoveRow> moves, String quality) {
    /** A figure of both, in words. */
    public record Row(String name, String a, String b) {}

    /** A move that is not equally frequent in both. */
    public record MoveRow(String fromRoute, String from, String toRoute, String to, long a, long b) {}

    private record Way(String fromRoute, String from, String toRoute, String to) {
        static Way of(Move move) {
            return new Way(move.fromRoute(), Words.target(move.from()), move.toRoute(), Words.target(move.to()));
        }

        boolean stays() {
            return fromRoute.equals(toRoute) && from.equals(to);
        }
    }

    public ReportComparison {
        reasons = List.copyOf(reasons);
        rows = List.copyOf(rows);
        moves = List.copyOf(moves);
    }

    public static ReportComparison of(ReplayReport a, ReplayReport b) {
        List<String> reasons = reasons(a, b);
        return new ReportComparison(
                reasons,
                rows(a, b),
                moves(a, b),
                quality(
                        reasons,
                        a.total().candidate().quality(),
                        b.total().candidate().quality()));
    }

    public boolean isComparable() {
        return reasons.isEmpty();
    }

    private static List<String> reasons(ReplayReport a, ReplayReport b) {
        List<String> reasons = new ArrayList<>();
        boolean live = a.live() != null && b.live() != null;
        if (!live) {
            differs(reasons, "period", a.from() + " to " + a.to(), b.from() + " to " + b.to());
        }
        differs(reasons, "filter", filter(a), filter(b));
        differs(reasons, "classification", classified(a), classified(b));
        differs(reasons, "kind", a.mode(), b.mode());
        if (reasons.isEmpty() && live) {
            samples(reasons, a.live(), b.live());
        }
        if (reasons.isEmpty()) {
            differs(reasons, "prompts", a.counts().decided(), b.counts().decided());
            differs(reasons, "recorded policy", a.recordedVersions(), b.recordedVersions());
        }
        return reasons;
    }

    /** Of two samples of one period other prompts may be drawn; of two periods they may be the same. */
    private static void samples(List<String> reasons, LiveFigures a, LiveFigures b) {
        if (a.sample() == null || b.sample() == null) {
            reasons.add("sample: which prompts were drawn is not told by "
                    + (a.sample() != null ? "B" : b.sample() != null ? "A" : "either")
                    + ", a report of an earlier version");
        } else {
            differs(reasons, "sample", a.sample(), b.sample());
        }
    }

    private static void differs(List<String> reasons, String what, Object a, Object b) {
        if (!a.equals(b)) {
            reasons.add(what + ": " + a + " and " + b);
        }
    }

    private static String filter(ReplayReport report) {
        return report.filter().isEmpty() ? "none" : report.filter();
    }

    private static String classified(ReplayReport report) {
        return report.reclassified() ? "again" : "as recorded";
    }

    private static List<Row> rows(ReplayReport a, ReplayReport b) {
        List<Row> rows = new ArrayList<>();
        row(rows, "candidate", a, b, ReplayReport::candidateVersion);
        row(rows, "period", a, b, each -> each.from() + " to " + each.to());
        row(rows, "filter", a, b, ReportComparison::filter);
        row(rows, "prompts", a, b, each -> Words.count(each.counts().decided()));
        row(rows, "moved", a, b, each -> Words.count(each.counts().moved()));
        row(rows, "newly refused", a, b, each -> Words.count(each.counts().newlyRefused()));
        row(rows, "newly served", a, b, each -> Words.count(each.counts().newlyServed()));
        row(rows, "expected cost", a, b, each -> cost(each.total().candidate()));
        row(rows, "cost against recorded", a, b, each -> compared(each.total()));
        row(
                rows,
                "quality",
                a,
                b,
                each -> Words.estimate(each.total().candidate().quality()));
        row(
                rows,
                "against recorded",
                a,
                b,
                each -> Words.difference(each.total().qualityDifference()));
        row(rows, "observed", a, b, each -> observed(each.total().candidate().quality()));
        row(
                rows,
                "first token, median",
                a,
                b,
                each -> Words.millis(each.total().candidate().firstTokenMillis().p50()));
        row(
                rows,
                "last token, median",
                a,
                b,
                each -> Words.millis(each.total().candidate().latencyMillis().p50()));
        row(
                rows,
                "last token, 95 %",
                a,
                b,
                each -> Words.millis(each.total().candidate().latencyMillis().p95()));
        if (a.live() != null || b.live() != null) {
            row(rows, "sent, answered", a, b, each -> sent(each.live()));
            row(
                    rows,
                    "spent",
                    a,
                    b,
                    each -> each.live() == null
                            ? Words.NONE
                            : Words.usd(each.live().spentUsd()));
        }
        return rows;
    }

    private static void row(
            List<Row> rows, String name, ReplayReport a, ReplayReport b, Function<ReplayReport, String> words) {
        rows.add(new Row(name, words.apply(a), words.apply(b)));
    }

    private static String cost(PolicyFigures policy) {
        return Words.usd(policy.expectedCostUsd())
                + (policy.expectedUnknown() == 0 ? "" : " (" + Words.count(policy.expectedUnknown()) + " unknown)");
    }

    /** Named by its measure, for two reports need not have the same. */
    private static String compared(GroupFigures total) {
        CostComparison cost = total.cost();
        return cost == null
                ? Words.change(
                                total.recorded().expectedCostUsd(),
                                total.candidate().expectedCostUsd())
                        + " expected"
                : Words.change(cost.recordedUsd(), cost.candidateUsd()) + " "
                        + cost.basis().name().toLowerCase(Locale.ROOT);
    }

    private static String observed(@Nullable Estimate estimate) {
        return estimate == null
                ? Words.NONE
                : Words.count(estimate.observed()) + " of " + Words.count(estimate.observed() + estimate.predicted());
    }

    private static String sent(@Nullable LiveFigures live) {
        return live == null
                ? Words.NONE
                : Words.count(live.sampled() - live.left()) + ", " + Words.count(live.answered());
    }

    /** The largest difference first. */
    private static List<MoveRow> moves(ReplayReport a, ReplayReport b) {
        Map<Way, long[]> counts = new LinkedHashMap<>();
        a.moves().forEach(move -> counts.computeIfAbsent(Way.of(move), way -> new long[2])[0] += move.count());
        b.moves().forEach(move -> counts.computeIfAbsent(Way.of(move), way -> new long[2])[1] += move.count());
        List<MoveRow> rows = new ArrayList<>();
        counts.forEach((way, both) -> {
            if (!way.stays() && both[0] != both[1]) {
                rows.add(new MoveRow(way.fromRoute(), way.from(), way.toRoute(), way.to(), both[0], both[1]));
            }
        });
        rows.sort(Comparator.comparingLong((MoveRow row) -> -Math.abs(row.a() - row.b()))
                .thenComparing(MoveRow::toString));
        return rows;
    }

    private static String quality(List<String> reasons, @Nullable Estimate a, @Nullable Estimate b) {
        if (!reasons.isEmpty()) {
            return "They are not of the same prompts: no figure of one can be held against the other's.";
        }
        if (a == null || b == null) {
            return "Nothing can be said about the quality of both.";
        }
        if (Objects.equals(a, b)) {
            return "Their quality is estimated the same.";
        }
        if (b.low() > a.high() || a.low() > b.high()) {
            return "The intervals of their qualities do not meet: " + (b.low() > a.high() ? "B" : "A")
                    + " is estimated to answer better.";
        }
        return "The intervals of their qualities meet: no difference between the two is shown.";
    }
}
