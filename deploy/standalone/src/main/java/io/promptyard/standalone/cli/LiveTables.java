package io.promptyard.standalone.cli;

import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import io.promptyard.router.replay.report.ScorerFigures.Agreement;
import io.promptyard.router.replay.report.TargetPoint;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a sample that was sent, for people. */
final class LiveTables {
    private LiveTables() {}

    /** Nothing, of a replay that sent none. */
    static void print(PrintWriter out, ReplayReport report) {
        LiveFigures live = report.live();
        if (live == null) {
            return;
        }
        out.println();
        out.printf(
                "%d sampled: %d answered, %d refused, %d not sent; %s of %s USD spent%n",
                live.sampled(),
                live.answered(),
                live.refused(),
                live.left(),
                live.spentUsd().toPlainString(),
                live.maxUsd().toPlainString());
        points(out, report);
        if (live.scorers().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table(
                "scorer",
                "better",
                "ties",
                "worse",
                "failed",
                "recorded",
                "candidate",
                "difference",
                "agrees",
                "kappa");
        live.scorers().forEach(each -> row(table, each));
        table.print(out);
    }

    /** Over the prompts of the sample that each target answered: they are not the same ones. */
    private static void points(PrintWriter out, ReplayReport report) {
        if (report.targets().isEmpty()) {
            return;
        }
        out.println();
        Table table =
                new Table("target", "recorded", "candidate", "quality", "95 %", "scored", "paid $ a prompt", "of");
        for (TargetPoint each : report.targets()) {
            Estimate quality = each.quality();
            table.row(
                    each.target().toString(),
                    Long.toString(each.recorded()),
                    Long.toString(each.candidate()),
                    mean(quality),
                    quality == null ? "-" : number(quality.low()) + " to " + number(quality.high()),
                    quality == null ? "0" : Long.toString(quality.observed()),
                    each.usdPerPrompt() == null ? "-" : ReplayTables.plain(each.usdPerPrompt()),
                    Long.toString(each.paid()));
        }
        table.print(out);
    }

    private static void row(Table table, ScorerFigures each) {
        Agreement agreement = each.agreement();
        table.row(
                each.scorer(),
                Long.toString(each.better()),
                Long.toString(each.ties()),
                Long.toString(each.worse()),
                Long.toString(each.failed()),
                mean(each.recorded()),
                mean(each.candidate()),
                interval(each.difference()),
                agreement == null ? "-" : number(agreement.share()) + " of " + agreement.pairs(),
                agreement == null || Double.isNaN(agreement.kappa()) ? "-" : number(agreement.kappa()));
    }

    private static String mean(@Nullable Estimate estimate) {
        return estimate == null ? "-" : number(estimate.value());
    }

    private static String interval(@Nullable Estimate estimate) {
        return estimate == null
                ? "-"
                : number(estimate.value()) + " (" + number(estimate.low()) + " to " + number(estimate.high()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
