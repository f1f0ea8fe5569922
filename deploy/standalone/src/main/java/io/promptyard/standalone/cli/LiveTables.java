package io.promptyard.standalone.cli;

import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import io.promptyard.router.replay.report.ScorerFigures.Agreement;
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
        if (live.scorers().isEmpty()) {
            return;
        }
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
