package io.promptyard.standalone.cli;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.standalone.demo.DemoOutcome;
import io.promptyard.standalone.demo.DemoSummary;
import io.promptyard.standalone.demo.DemoSummary.ModelRow;
import io.promptyard.standalone.demo.DemoSummary.WayRow;
import io.promptyard.standalone.demo.Money;
import io.promptyard.standalone.demo.Percentiles;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The demo's closing tables. */
final class DemoTables {
    private static final int USD_DIGITS = 5;

    private DemoTables() {}

    static void print(PrintWriter out, DemoOutcome outcome) {
        DemoSummary summary = outcome.summary();
        out.println();
        models(out, summary);
        out.println();
        ways(out, summary.ways());
        out.println();
        money(out, summary.money());
        attempts(out, summary);
        out.flush();
    }

    private static void models(PrintWriter out, DemoSummary summary) {
        Table table = new Table("answered by", "prompts", "share", "calls", "failed", "cost USD", "p50 ms", "p95 ms");
        for (ModelRow row : summary.models()) {
            table.row(
                    row.target().toString(),
                    Integer.toString(row.answered()),
                    share(row.answered(), summary.prompts()),
                    Integer.toString(row.calls()),
                    Integer.toString(row.failed()),
                    usd(row.costUsd()),
                    millis(row.latency(), row.latency().p50()),
                    millis(row.latency(), row.latency().p95()));
        }
        int refused = summary.ways().stream().mapToInt(WayRow::refused).sum();
        table.row("(refused)", Integer.toString(refused), share(refused, summary.prompts()), "", "", "", "", "");
        table.print(out);
    }

    private static void ways(PrintWriter out, List<WayRow> ways) {
        Table table = new Table(
                "sent by", "prompts", "answered", "refused", "p50 ms", "p95 ms", "p99 ms", "max ms", "first token p50");
        for (WayRow row : ways) {
            Percentiles latency = row.latency();
            table.row(
                    row.way().label(),
                    Integer.toString(row.sent()),
                    Integer.toString(row.answered()),
                    Integer.toString(row.refused()),
                    millis(latency, latency.p50()),
                    millis(latency, latency.p95()),
                    millis(latency, latency.p99()),
                    millis(latency, latency.max()),
                    millis(row.firstToken(), row.firstToken().p50()));
        }
        table.print(out);
        out.println("(whole way, retries and fallbacks included; the table above has the calls alone)");
    }

    private static void money(PrintWriter out, Money money) {
        String premium = money.premium() == null ? "" : money.premium().toString();
        line(out, "cost", "$" + usd(money.spent()));
        line(
                out,
                "all premium",
                "$" + usd(money.allPremium()) + " for the same usage at the price of " + premium
                        + money.savedPercent().map(DemoTables::saved).orElse(""));
        if (money.unknown() > 0) {
            line(
                    out,
                    "",
                    money.unknown()
                            + " calls broke off or made no sense: what they cost is not known, and they count on neither side");
        }
    }

    private static String saved(long percent) {
        return percent >= 0 ? ": " + percent + " % saved" : ": " + -percent + " % more was spent";
    }

    private static void attempts(PrintWriter out, DemoSummary summary) {
        line(
                out,
                "attempts",
                summary.attempts() + " for " + summary.prompts() + " prompts, " + summary.decisions() + " decisions");
        line(out, "failed", kinds(summary.failures()));
        line(out, "retries", Integer.toString(summary.retries()) + " at the same model");
        line(out, "fallbacks", Integer.toString(summary.fallbacks()) + " to another model");
        line(out, "dead letters", kinds(summary.deadLetters()));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-13s %s%n", name, value);
    }

    private static String kinds(Map<FailureKind, Long> counts) {
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        String parts = counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "0" : sum + ": " + parts;
    }

    private static String share(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(USD_DIGITS, RoundingMode.HALF_UP).toPlainString();
    }

    private static String millis(Percentiles percentiles, long value) {
        return percentiles.count() == 0 ? "-" : Long.toString(value);
    }
}
