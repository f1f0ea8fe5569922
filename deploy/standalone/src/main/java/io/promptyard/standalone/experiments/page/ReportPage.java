package io.promptyard.standalone.experiments.page;

import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.Verdict;
import io.promptyard.standalone.experiments.Words;
import io.promptyard.standalone.experiments.page.Html.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay's report as one HTML page: it loads nothing, runs nothing, and says so to the browser. Whatever the report holds, prompts and
 * names of tenants included, stands there as text and never as markup. Pure.
 */
public final class ReportPage {
    private ReportPage() {}

    /** @param candidateConfig as the registry keeps it; empty to leave it out */
    public static String of(ReplayReport report, String candidateConfig) {
        Html page = new Html();
        String name = report.name().isEmpty() ? report.id() : report.name();
        PageFrame.open(
                page,
                "Replay: " + name,
                report.mode() == ReplayMode.DRY ? "Dry replay: nobody was called" : "Live replay of a sample",
                name);
        summary(page, report);
        if (report.total().prompts() > 0) {
            new PagePlots(report).write(page);
            PageTables tables = new PageTables(report);
            tables.groups(page);
            evidence(page, report);
            tables.live(page);
            tables.moves(page);
            tables.targets(page);
            tables.disagreements(page);
        }
        notes(page, report);
        if (!candidateConfig.isEmpty()) {
            page.open("config", "The candidate");
            page.raw("<details><summary>Configuration, secrets masked</summary>\n")
                    .element("pre", candidateConfig)
                    .raw("</details>\n")
                    .close();
        }
        return PageFrame.close(page);
    }

    private static void summary(Html page, ReplayReport report) {
        Verdict verdict = Verdict.of(report);
        page.open("verdict", verdict.headline());
        verdict.sentences().forEach(each -> page.element("p", each));
        if (report.total().prompts() > 0) {
            cards(page, report);
        }
        facts(page, report);
        page.close();
    }

    private static void cards(Html page, ReplayReport report) {
        GroupFigures total = report.total();
        page.raw("<div class=\"cards\">\n");
        CostComparison cost = total.cost();
        card(
                page,
                cost == null ? "expected cost" : Words.basis(cost),
                Words.usd(cost == null ? total.recorded().expectedCostUsd() : cost.recordedUsd()),
                Words.usd(cost == null ? total.candidate().expectedCostUsd() : cost.candidateUsd()));
        card(
                page,
                "quality",
                value(total.recorded().quality()),
                value(total.candidate().quality()));
        card(
                page,
                "last token, median",
                Words.millis(total.recorded().latencyMillis().p50()),
                Words.millis(total.candidate().latencyMillis().p50()));
        card(
                page,
                "refused",
                Words.count(total.recorded().refused()),
                Words.count(total.candidate().refused()));
        page.raw("</div>\n");
    }

    private static String value(@Nullable Estimate estimate) {
        return estimate == null ? Words.NONE : Words.number(estimate.value());
    }

    private static void card(Html page, String name, String recorded, String candidate) {
        page.raw("<div class=\"card\">").element("p class=\"name\"", name);
        page.raw("<p class=\"figures\"><span class=\"was\"><span class=\"hint\">recorded </span>")
                .text(recorded);
        page.raw("</span> <span class=\"now\"><span class=\"hint\">candidate </span>")
                .text(candidate);
        page.raw("</span></p></div>\n");
    }

    private static void facts(Html page, ReplayReport report) {
        ReplayCounts counts = report.counts();
        page.raw("<dl>\n");
        fact(page, "experiment", report.id());
        fact(page, "made", report.madeAt().toString());
        fact(page, "traffic", report.from() + " to " + report.to());
        fact(page, "filter", report.filter().isEmpty() ? "none" : report.filter());
        fact(page, "candidate", report.candidateVersion());
        fact(page, "recorded", String.join(", ", report.recordedVersions()));
        fact(page, "classified", report.reclassified() ? "again" : "as recorded");
        fact(
                page,
                "prompts",
                Words.count(counts.decided()) + " decided: " + Words.count(counts.unchanged()) + " unchanged, "
                        + Words.count(counts.moved()) + " moved; " + Words.count(counts.newlyRefused())
                        + " newly refused, " + Words.count(counts.newlyServed()) + " newly served");
        fact(
                page,
                "left out",
                Words.count(counts.filtered()) + " by the filter, " + Words.count(counts.withoutPrompt())
                        + " without their prompt, " + Words.count(counts.unreadable()) + " unreadable records");
        page.raw("</dl>\n");
    }

    private static void fact(Html page, String name, String value) {
        page.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
    }

    private static void evidence(Html page, ReplayReport report) {
        GroupFigures total = report.total();
        List<List<Cell>> rows = new ArrayList<>();
        evidence(rows, "recorded quality", total.recorded().quality());
        evidence(rows, "candidate's quality", total.candidate().quality());
        evidence(rows, "difference", total.qualityDifference());
        if (rows.isEmpty()) {
            return;
        }
        page.open("evidence", "How much of it was seen");
        page.element(
                "p",
                "Observed is a prompt whose outcome under that choice is in the log; predicted is one of which only a model's word stands for it.");
        page.table(
                "Observed and predicted",
                List.of(
                        Cell.text("figure"),
                        Cell.number("observed"),
                        Cell.number("predicted"),
                        Cell.number("observed, share"),
                        Cell.number("confidence"),
                        Cell.text("method")),
                rows);
        page.close();
    }

    private static void evidence(List<List<Cell>> rows, String name, @Nullable Estimate estimate) {
        if (estimate != null) {
            long all = estimate.observed() + estimate.predicted();
            rows.add(List.of(
                    Cell.text(name),
                    Cell.number(Words.count(estimate.observed())),
                    Cell.number(Words.count(estimate.predicted())),
                    Cell.number(Words.percent(all == 0 ? Double.NaN : (double) estimate.observed() / all)),
                    Cell.number(Words.confidence(estimate)),
                    Cell.text(estimate.method())));
        }
    }

    private static void notes(Html page, ReplayReport report) {
        page.open("notes", "Notes").raw("<ul>\n");
        report.notes().forEach(each -> page.element("li", each));
        page.element(
                "li",
                "Expected cost is what the choices were expected to cost when they were made; a cost that is not known is in no sum, and counted beside it.");
        page.element("li", "An interval in brackets is that of the figure before it.");
        page.raw("</ul>\n").close();
    }
}
