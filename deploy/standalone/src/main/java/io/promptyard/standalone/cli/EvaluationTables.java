package io.promptyard.standalone.cli;

import io.promptyard.router.evaluate.Calibration;
import io.promptyard.router.evaluate.Confusion;
import io.promptyard.router.evaluate.Evaluation;
import io.promptyard.router.evaluate.PairFigures;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/** The figures of an evaluation for people. */
final class EvaluationTables {
    private EvaluationTables() {}

    static void print(String version, Evaluation evaluation, PrintWriter out) {
        out.printf("%s, %d prompts%n", version, evaluation.prompts());
        if (!evaluation.pairs().isEmpty()) {
            out.println();
            pairs(evaluation, out);
        }
        if (evaluation.calibration().count() > 0) {
            out.println();
            calibration(evaluation, out);
        }
        labels("task", evaluation.tasks(), out);
        labels("domain", evaluation.domains(), out);
    }

    private static void pairs(Evaluation evaluation, PrintWriter out) {
        Table table = new Table("pair", "strong", "weak", "prompts", "APGR", "95 %", "CPT50 %", "CPT80 %", "oracle");
        for (PairFigures figures : evaluation.pairs()) {
            table.row(
                    figures.pair().name(),
                    figures.pair().strong(),
                    figures.pair().weak(),
                    Integer.toString(figures.prompts()),
                    number("%.3f", figures.apgr()),
                    Double.isNaN(figures.interval().low())
                            ? "-"
                            : number("%.3f", figures.interval().low()) + " - "
                                    + number("%.3f", figures.interval().high()),
                    number("%.1f", figures.calls50()),
                    number("%.1f", figures.calls80()),
                    number("%.3f", figures.oracle()));
        }
        table.print(out);
        if (evaluation.pairs().stream().anyMatch(figures -> Double.isNaN(figures.apgr()))) {
            out.println("APGR -: both models are equally good on these prompts, so there is nothing to recover");
        }
    }

    private static void calibration(Evaluation evaluation, PrintWriter out) {
        out.println("calibration error (10 bins)");
        Table table = new Table("model", "prompts", "error");
        for (Map.Entry<String, Calibration> each : evaluation.calibrations().entrySet()) {
            table.row(
                    each.getKey(),
                    Long.toString(each.getValue().count()),
                    number("%.3f", each.getValue().error()));
        }
        Calibration all = evaluation.calibration();
        table.row("all", Long.toString(all.count()), number("%.3f", all.error()));
        table.print(out);
    }

    private static void labels(String what, Confusion confusion, PrintWriter out) {
        if (confusion.count() == 0) {
            return;
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%s: %d prompts, accuracy %.3f, macro-F1 %.3f; rows are true, columns said%n",
                what,
                confusion.count(),
                confusion.accuracy(),
                confusion.macroF1());
        SortedSet<String> labels = confusion.labels();
        List<String> heads = new ArrayList<>(List.of(what));
        heads.addAll(labels);
        Table table = new Table(heads.toArray(String[]::new));
        for (String truth : labels) {
            List<String> row = new ArrayList<>(List.of(truth));
            labels.forEach(said ->
                    row.add(confusion.count(truth, said) == 0 ? "." : Integer.toString(confusion.count(truth, said))));
            table.row(row.toArray(String[]::new));
        }
        table.print(out);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
