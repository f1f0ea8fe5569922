package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Target;
import io.promptyard.router.replay.Moves;
import io.promptyard.router.replay.report.Move;
import io.promptyard.standalone.rollout.DryRun;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints what another configuration would have decided. */
final class DryRunReport {
    private DryRunReport() {}

    static void print(PrintWriter out, String version, DryRun.Result result) {
        Moves moves = result.moves();
        out.println(version + " on what was decided since " + result.since() + ": " + moves.changed() + " of "
                + moves.decided() + " prompts would go another way");
        long left = result.found() - moves.decided() - result.withoutPrompt() - result.byBudgets();
        if (left > 0) {
            out.println("  " + left + " older ones were left out (--limit)");
        }
        if (result.byBudgets() > 0) {
            out.println("  " + result.byBudgets()
                    + " were left out: budgets or limits had changed them; 'replay --dry' asks these again");
        }
        if (result.withoutPrompt() > 0) {
            out.println("  " + result.withoutPrompt() + " were left out: their prompts are not in the log any more");
        }
        if (moves.unknownCosts() > 0) {
            out.println("  " + moves.unknownCosts() + " have a cost that is not known, and are in no sum");
        }
        out.println("expected cost: $" + ReplayTables.plain(moves.costBefore()) + " as it was, $"
                + ReplayTables.plain(moves.costAfter()) + " by this");
        if (moves.changes().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("from route", "from", "to route", "to", "prompts", "cost $");
        for (Move move : moves.changes()) {
            table.row(
                    ReplayTables.route(move.fromRoute()),
                    ReplayTables.target(move.from()),
                    ReplayTables.route(move.toRoute()),
                    ReplayTables.target(move.to()),
                    Long.toString(move.count()),
                    move.unknownCosts() == move.count() ? "-" : ReplayTables.signed(move.differenceUsd()));
        }
        table.print(out);
    }

    static ObjectNode json(String version, DryRun.Result result) {
        Moves moves = result.moves();
        ObjectNode report = new JsonMapper().createObjectNode();
        report.put("version", version)
                .put("since", result.since().toString())
                .put("found", result.found())
                .put("withoutPrompt", result.withoutPrompt())
                .put("byBudgets", result.byBudgets())
                .put("decided", moves.decided())
                .put("changed", moves.changed())
                .put("unknownCosts", moves.unknownCosts())
                .put("costBeforeUsd", ReplayTables.plain(moves.costBefore()))
                .put("costAfterUsd", ReplayTables.plain(moves.costAfter()));
        ArrayNode changes = report.putArray("changes");
        for (Move move : moves.changes()) {
            changes.addObject()
                    .put("fromRoute", move.fromRoute())
                    .put("from", name(move.from()))
                    .put("toRoute", move.toRoute())
                    .put("to", name(move.to()))
                    .put("count", move.count())
                    .put("differenceUsd", ReplayTables.plain(move.differenceUsd()))
                    .put("unknownCosts", move.unknownCosts());
        }
        return report;
    }

    private static @Nullable String name(@Nullable Target target) {
        return target == null ? null : target.toString();
    }
}
