package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Target;
import io.promptyard.standalone.rollout.Comparison;
import io.promptyard.standalone.rollout.Comparison.Move;
import io.promptyard.standalone.rollout.Comparison.Row;
import io.promptyard.standalone.rollout.DryRun;
import java.io.PrintWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Prints what another configuration would have decided. */
final class DryRunReport {
    private DryRunReport() {}

    static void print(PrintWriter out, String version, DryRun.Result result) {
        Comparison comparison = result.comparison();
        out.println(version + " on what was decided since " + result.since() + ": " + comparison.changed() + " of "
                + comparison.decided() + " prompts would go another way");
        long left = result.found() - comparison.decided() - result.withoutPrompt();
        if (left > 0) {
            out.println("  " + left + " older ones were left out (--limit)");
        }
        if (result.withoutPrompt() > 0) {
            out.println("  " + result.withoutPrompt() + " were left out: their prompts are not in the log any more");
        }
        if (comparison.unknownCosts() > 0) {
            out.println("  " + comparison.unknownCosts() + " have a cost that is not known, and are in no sum");
        }
        out.println("expected cost: $" + plain(comparison.costBefore()) + " as it was, $"
                + plain(comparison.costAfter()) + " by this");
        if (comparison.changes().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("from route", "from", "to route", "to", "prompts", "cost $");
        for (Row row : comparison.changes()) {
            Move move = row.move();
            table.row(
                    route(move.fromRoute()),
                    target(move.from()),
                    route(move.toRoute()),
                    target(move.to()),
                    Long.toString(row.count()),
                    row.unknownCosts() == row.count() ? "-" : signed(row.differenceUsd()));
        }
        table.print(out);
    }

    static ObjectNode json(String version, DryRun.Result result) {
        Comparison comparison = result.comparison();
        ObjectNode report = new JsonMapper().createObjectNode();
        report.put("version", version)
                .put("since", result.since().toString())
                .put("found", result.found())
                .put("withoutPrompt", result.withoutPrompt())
                .put("decided", comparison.decided())
                .put("changed", comparison.changed())
                .put("unknownCosts", comparison.unknownCosts())
                .put("costBeforeUsd", plain(comparison.costBefore()))
                .put("costAfterUsd", plain(comparison.costAfter()));
        ArrayNode changes = report.putArray("changes");
        for (Row row : comparison.changes()) {
            Move move = row.move();
            changes.addObject()
                    .put("fromRoute", move.fromRoute())
                    .put("from", name(move.from()))
                    .put("toRoute", move.toRoute())
                    .put("to", name(move.to()))
                    .put("count", row.count())
                    .put("differenceUsd", plain(row.differenceUsd()))
                    .put("unknownCosts", row.unknownCosts());
        }
        return report;
    }

    private static @Nullable String name(@Nullable Target target) {
        return target == null ? null : target.toString();
    }

    private static String target(@Nullable Target target) {
        return target == null ? "refused" : target.toString();
    }

    private static String route(String name) {
        return name.isEmpty() ? "none" : name;
    }

    private static String signed(BigDecimal usd) {
        return (usd.signum() > 0 ? "+" : "") + plain(usd);
    }

    private static String plain(BigDecimal usd) {
        return usd.signum() == 0 ? "0" : usd.stripTrailingZeros().toPlainString();
    }
}
