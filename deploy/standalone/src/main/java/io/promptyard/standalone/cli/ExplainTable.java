package io.promptyard.standalone.cli;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.router.policy.AppliedCeiling;
import io.promptyard.router.policy.RouteDecision;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A decision as a table for people. */
final class ExplainTable {
    private ExplainTable() {}

    static void print(PrintWriter out, RouteDecision decision, List<AppliedCeiling> ceilings) {
        RoutingDecision record = decision.record();
        Classification seen = record.classification();
        out.printf(
                "task %s (%.2f)  domain %s  language %s  tokens %d  complexity %.2f%n",
                seen.task().label(),
                seen.taskConfidence(),
                seen.domain().isEmpty() ? "-" : seen.domain(),
                seen.language(),
                seen.promptTokens(),
                seen.complexity());
        out.printf("route %s  strategy %s", record.route(), record.strategy());
        out.printf("%s%n%n", record.arm() == null ? "" : "  arm " + record.arm());
        candidates("candidate", record.candidates()).print(out);
        out.println();
        if (record.shadow() != null) {
            shadow(out, record.shadow());
            out.println();
        }
        if (!ceilings.isEmpty()) {
            ceilings(ceilings).print(out);
            out.println();
        }
        out.println(
                switch (decision) {
                    case RouteDecision.Routed routed ->
                        "goes to " + routed.dispatch().target();
                    case RouteDecision.Waiting waiting -> "waits until " + waiting.until();
                    case RouteDecision.Unroutable no -> "goes nowhere: " + no.kind() + ": " + no.message();
                });
    }

    private static Table candidates(String head, List<Candidate> candidates) {
        Table table = new Table(head, "score", "expected USD", "", "why not");
        for (Candidate candidate : candidates) {
            table.row(
                    candidate.target().toString(),
                    candidate.score() == null ? "-" : "%.3f".formatted(candidate.score()),
                    candidate.expectedCostUsd() == null
                            ? "-"
                            : candidate.expectedCostUsd().toPlainString(),
                    candidate.state().name().toLowerCase(Locale.ROOT),
                    (candidate.reason() + " " + candidate.detail()).strip());
        }
        return table;
    }

    private static void shadow(PrintWriter out, ShadowChoice shadow) {
        out.printf(
                "shadow %s, which %.2f %% of prompts have: %s%n",
                shadow.name(),
                100 * shadow.share(),
                shadow.target().map(to -> "a copy goes to " + to).orElse("no copy goes out"));
        candidates("shadow", shadow.candidates()).print(out);
    }

    private static Table ceilings(List<AppliedCeiling> ceilings) {
        Table table = new Table("under", "per", "limit", "this call", "resets", "over it");
        for (AppliedCeiling each : ceilings) {
            table.row(
                    each.name(),
                    each.window(),
                    each.limit().toPlainString() + " " + each.unit(),
                    each.holds() == null ? "not known" : each.holds().toPlainString(),
                    each.resetsAt() == null ? "-" : each.resetsAt().toString(),
                    each.over().name().toLowerCase(Locale.ROOT)
                            + (each.never() && each.resetsAt() != null ? ", always: it asks for more than all" : ""));
        }
        return table;
    }
}
