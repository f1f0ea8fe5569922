package io.promptyard.bench.usage;

import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.bench.usage.Told.End;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The audit as tables. */
final class UsageReport {
    private final UsageSettings settings;
    private final Audit audit;

    UsageReport(UsageSettings settings, Audit audit) {
        this.settings = settings;
        this.audit = audit;
    }

    Report report(String machine) {
        return new Report(
                "usage",
                "./promptyard bench usage --calls " + settings.calls() + " --seed " + settings.seed()
                        + (settings.finishes() ? "" : " --on-hang-up " + settings.onHangUp()) + " --markdown",
                machine,
                List.of(differences(), unknowns(), told(), calls()),
                List.of(
                        "Books: what each simulated provider says it billed, by its own count, as long as an error status is billed"
                                + " nowhere and any other call whole from its first token on, also when its caller hangs up. Recorded:"
                                + " the product's topic `attempts`. Told: usage and `x-promptyard-cost-usd` of the answers. Each"
                                + " difference is the sum of absolute differences of single calls.",
                        "Not known: calls that broke off before the provider had said what they cost, by the fault that struck them, or,"
                                + " where none did, by how the books say they ended. The product says null there, never 0 and no guess;"
                                + " what the books have of them stands beside, and what the provider had told by then, which the"
                                + " product records as a lower bound: the whole prompt's tokens and some of the answer's. Missed:"
                                + " not known, although the provider had told it to the end, or a bound that is none. Unaccounted: in the"
                                + " books, and in no record. Calls whose client hung up: "
                                + (settings.finishes() ? "read to their end." : "stopped."),
                        "The audit adds the bills up by itself, from the configured prices, with another price for each kind of token;"
                                + " cost counts as equal up to 1e-9 USD. Recorded as begun and never as ended: "
                                + audit.neverEnded() + " (0 is right)."));
    }

    private Figures differences() {
        Builder figures = Figures.of(
                "Recorded against the books (differences: 0 is right)",
                "dialect",
                "calls",
                "compared",
                "prompt",
                "cached",
                "cache write",
                "completion",
                "reasoning",
                "USD",
                "missed",
                "unaccounted",
                "not known",
                "tokens of those");
        Tokens sum = Tokens.NONE;
        BigDecimal usd = BigDecimal.ZERO;
        for (Map.Entry<String, AuditLine> entry : audit.lines().entrySet()) {
            AuditLine line = entry.getValue();
            row(figures, entry.getKey(), line, line.apart(), line.costApart());
            sum = sum.plus(line.apart());
            usd = usd.add(line.costApart());
        }
        return figures.row(
                        "all",
                        sum(AuditLine::calls),
                        sum(AuditLine::compared),
                        Cells.of(sum.prompt()),
                        Cells.of(sum.cached()),
                        Cells.of(sum.cacheWrite()),
                        Cells.of(sum.completion()),
                        Cells.of(sum.reasoning()),
                        usd.toPlainString(),
                        sum(AuditLine::missedCalls),
                        sum(AuditLine::unaccountedCalls),
                        sum(AuditLine::unknownCalls),
                        Cells.of(audit.lines().values().stream()
                                .mapToLong(line -> line.unknown().all())
                                .sum()))
                .build();
    }

    private static void row(Builder figures, String dialect, AuditLine line, Tokens apart, BigDecimal usd) {
        figures.row(
                dialect,
                count(line.calls()),
                count(line.compared()),
                Cells.of(apart.prompt()),
                Cells.of(apart.cached()),
                Cells.of(apart.cacheWrite()),
                Cells.of(apart.completion()),
                Cells.of(apart.reasoning()),
                usd.toPlainString(),
                count(line.missedCalls()),
                count(line.unaccountedCalls()),
                count(line.unknownCalls()),
                Cells.of(line.unknown().all()));
    }

    private Figures unknowns() {
        Builder figures = Figures.of(
                "Not known, and why",
                "what befell them",
                "calls",
                "tokens billed",
                "known at least: calls",
                "tokens",
                "dialects");
        SortedMap<String, Unknown> all = new TreeMap<>();
        SortedMap<String, SortedSet<String>> dialects = new TreeMap<>();
        audit.lines()
                .forEach((dialect, line) -> line.unknowns().forEach((reason, unknown) -> {
                    all.merge(reason, unknown, Unknown::plus);
                    dialects.computeIfAbsent(reason, each -> new TreeSet<>()).add(dialect);
                }));
        all.forEach((reason, unknown) -> figures.row(
                reason,
                count(unknown.calls()),
                Cells.of(unknown.billed().all()),
                count(unknown.bounded()),
                Cells.of(unknown.atLeast().all()),
                String.join(" ", dialects.getOrDefault(reason, new TreeSet<>()))));
        return figures.build();
    }

    private Figures told() {
        Builder figures = Figures.of(
                "Told to clients against the books (differences: 0 is right)",
                "dialect",
                "clients",
                "answered",
                "refused",
                "hung up",
                "with usage",
                "prompt",
                "cached",
                "completion",
                "reasoning",
                "with cost",
                "USD");
        audit.lines().forEach((dialect, line) -> {
            Tokens apart = line.toldApart();
            figures.row(
                    dialect,
                    count(line.clients()),
                    count(line.ended(End.ANSWERED)),
                    count(line.ended(End.REFUSED)),
                    count(line.ended(End.HUNG_UP)),
                    count(line.toldUsages()),
                    Cells.of(apart.prompt()),
                    Cells.of(apart.cached()),
                    Cells.of(apart.completion()),
                    Cells.of(apart.reasoning()),
                    count(line.toldCosts()),
                    line.toldCostApart().toPlainString());
        });
        return figures.build();
    }

    /** What was compared: that there is something of every kind is for the reader to see. */
    private Figures calls() {
        Builder figures = Figures.of(
                "The books",
                "dialect",
                "streams",
                "prompt",
                "cached",
                "cache write",
                "completion",
                "reasoning",
                "how calls ended");
        audit.lines().forEach((dialect, line) -> {
            Tokens booked = line.booked();
            figures.row(
                    dialect,
                    count(line.streams()),
                    Cells.of(booked.prompt()),
                    Cells.of(booked.cached()),
                    Cells.of(booked.cacheWrite()),
                    Cells.of(booked.completion()),
                    Cells.of(booked.reasoning()),
                    line.outcomes().toString());
        });
        return figures.build();
    }

    private String sum(ToIntFunction<AuditLine> counted) {
        return count(audit.lines().values().stream().mapToInt(counted).sum());
    }

    private static String count(int count) {
        return Cells.of((long) count);
    }
}
