package io.promptyard.standalone.cli;

import io.promptyard.model.Target;
import io.promptyard.router.replay.Moves;
import io.promptyard.router.replay.report.Disagreement;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.Move;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.Verdict;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A replay's report for a terminal. */
final class ReplayTables {
    /** After the point, of money: what is beyond is in the JSON. */
    private static final int DIGITS = 9;

    private static final int MOST_MOVES = 20;
    private static final int SHORT = 100;

    private ReplayTables() {}

    /** What prompts are told apart by. */
    enum Group {
        ROUTE(ReplayReport::byRoute),
        TASK(ReplayReport::byTask),
        TENANT(ReplayReport::byTenant);

        private final Function<ReplayReport, List<GroupFigures>> of;

        Group(Function<ReplayReport, List<GroupFigures>> of) {
            this.of = of;
        }
    }

    static void print(PrintWriter out, ReplayReport report, List<Group> groups) {
        head(out, report);
        if (report.counts().decided() == 0) {
            notes(out, report);
            return;
        }
        out.println();
        policies(report.total()).print(out);
        out.println(Verdict.cost(report.total()));
        for (Group group : groups) {
            out.println();
            table(group, group.of.apply(report)).print(out);
        }
        moves(out, report);
        texts(out, report.disagreements());
        notes(out, report);
    }

    private static void head(PrintWriter out, ReplayReport report) {
        ReplayCounts counts = report.counts();
        out.println(report.candidateVersion() + (report.name().isEmpty() ? "" : " (" + report.name() + ")")
                + " on what was decided from " + report.from() + " to " + report.to()
                + (report.recordedVersions().isEmpty() ? "" : " by " + String.join(", ", report.recordedVersions())));
        out.println("  " + counts.decided() + " prompts: " + counts.unchanged() + " go as they went, " + counts.moved()
                + " elsewhere, " + counts.newlyRefused() + " nowhere any more, " + counts.newlyServed()
                + " somewhere at last");
        if (counts.filtered() + counts.withoutPrompt() + counts.unreadable() > 0) {
            out.println("  left out: " + counts.filtered() + " by the filter, " + counts.withoutPrompt()
                    + " whose prompt is not in the log any more, " + counts.unreadable() + " unreadable records");
        }
    }

    private static Table policies(GroupFigures total) {
        Table table = new Table(
                "policy",
                "refused",
                "expected $",
                "paid $",
                "quality",
                "95 %",
                "first p50",
                "p95",
                "whole p50",
                "p95 ms",
                "known of");
        row(table, "recorded", total.recorded(), total.prompts());
        row(table, "candidate", total.candidate(), total.prompts());
        Estimate difference = total.qualityDifference();
        return table.row(
                "difference",
                signed(total.candidate().refused() - total.recorded().refused()),
                signed(total.candidate()
                        .expectedCostUsd()
                        .subtract(total.recorded().expectedCostUsd())),
                "",
                quality(difference),
                interval(difference),
                "",
                "",
                "",
                "",
                "");
    }

    private static void row(Table table, String name, PolicyFigures figures, long prompts) {
        BigDecimal paid = figures.actualCostUsd();
        table.row(
                name,
                Long.toString(figures.refused()),
                money(figures.expectedCostUsd(), figures.expectedUnknown()),
                paid == null ? "-" : money(paid, figures.actualUnknown()),
                quality(figures.quality()),
                interval(figures.quality()),
                millis(figures.firstTokenMillis().p50()),
                millis(figures.firstTokenMillis().p95()),
                millis(figures.latencyMillis().p50()),
                millis(figures.latencyMillis().p95()),
                figures.latencyMillis().count() + " of " + (prompts - figures.refused()));
    }

    private static Table table(Group group, List<GroupFigures> rows) {
        Table table = new Table(
                group.name().toLowerCase(Locale.ROOT),
                "prompts",
                "moved",
                "refused",
                "now",
                "expected $",
                "now $",
                "quality",
                "now",
                "by",
                "95 %");
        for (GroupFigures each : rows) {
            table.row(
                    each.group(),
                    Long.toString(each.prompts()),
                    Long.toString(each.moved()),
                    Long.toString(each.recorded().refused()),
                    Long.toString(each.candidate().refused()),
                    plain(each.recorded().expectedCostUsd()),
                    plain(each.candidate().expectedCostUsd()),
                    quality(each.recorded().quality()),
                    quality(each.candidate().quality()),
                    quality(each.qualityDifference()),
                    interval(each.qualityDifference()));
        }
        return table;
    }

    private static void moves(PrintWriter out, ReplayReport report) {
        List<Move> moves = report.moves().stream().filter(Moves::changes).toList();
        if (moves.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("from route", "from", "to route", "to", "prompts", "cost $");
        for (Move move : moves.subList(0, Math.min(MOST_MOVES, moves.size()))) {
            table.row(
                    route(move.fromRoute()),
                    target(move.from()),
                    route(move.toRoute()),
                    target(move.to()),
                    Long.toString(move.count()),
                    move.unknownCosts() == move.count() ? "-" : signed(move.differenceUsd()));
        }
        table.print(out);
        if (moves.size() > MOST_MOVES) {
            out.println("and " + (moves.size() - MOST_MOVES) + " more ways: see --json");
        }
    }

    private static void texts(PrintWriter out, List<Disagreement> samples) {
        if (samples.stream().noneMatch(each -> each.text() != null)) {
            return;
        }
        out.println();
        for (Disagreement each : samples) {
            String text = each.text() == null ? "" : each.text().replaceAll("\\s+", " ");
            out.println(each.id() + "  " + target(each.from()) + " -> " + target(each.to()) + "  "
                    + (text.length() > SHORT ? text.substring(0, SHORT) + "…" : text));
        }
    }

    private static void notes(PrintWriter out, ReplayReport report) {
        if (!report.notes().isEmpty()) {
            out.println();
            report.notes().forEach(note -> out.println("- " + note));
        }
    }

    static String target(@Nullable Target target) {
        return target == null ? "refused" : target.toString();
    }

    static String route(String name) {
        return name.isEmpty() ? "none" : name;
    }

    private static String quality(@Nullable Estimate estimate) {
        return estimate == null ? "-" : figure(estimate.value());
    }

    private static String interval(@Nullable Estimate estimate) {
        return estimate == null ? "-" : figure(estimate.low()) + " to " + figure(estimate.high());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "-" : Long.toString(Math.round(value));
    }

    private static String money(BigDecimal usd, long unknown) {
        return plain(usd) + (unknown == 0 ? "" : " (" + unknown + " unknown)");
    }

    private static String signed(long count) {
        return (count > 0 ? "+" : "") + count;
    }

    static String signed(BigDecimal usd) {
        return (usd.signum() > 0 ? "+" : "") + plain(usd);
    }

    static String plain(BigDecimal usd) {
        BigDecimal shown = usd.scale() > DIGITS ? usd.setScale(DIGITS, RoundingMode.HALF_EVEN) : usd;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}
