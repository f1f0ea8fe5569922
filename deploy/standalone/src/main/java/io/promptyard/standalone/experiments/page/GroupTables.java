package io.promptyard.standalone.experiments.page;

import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.Quantiles;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.Words;
import io.promptyard.standalone.experiments.page.Html.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Both policies' figures, in all and by group. */
final class GroupTables {
    private GroupTables() {}

    static void write(Html page, ReplayReport report) {
        page.open("groups", "Figures by group");
        groups(page, "In all", List.of(report.total()));
        groups(page, "By route", report.byRoute());
        groups(page, "By task", report.byTask());
        groups(page, "By tenant", report.byTenant());
        page.close();
    }

    private static void groups(Html page, String caption, List<GroupFigures> groups) {
        if (groups.isEmpty()) {
            return;
        }
        List<Cell> head = new ArrayList<>(List.of(Cell.text("group")));
        for (String name : List.of(
                "prompts",
                "moved",
                "refused",
                "expected cost",
                "actual cost",
                "like with like",
                "quality",
                "difference",
                "first token, median",
                "last token, median",
                "last token, 95 %")) {
            head.add(Cell.number(name));
        }
        page.table(caption, head, groups.stream().map(GroupTables::row).toList());
    }

    private static List<Cell> row(GroupFigures group) {
        PolicyFigures was = group.recorded();
        PolicyFigures now = group.candidate();
        List<Cell> row = new ArrayList<>(List.of(Cell.text(group.group())));
        for (String figure : List.of(
                Words.count(group.prompts()),
                Words.count(group.moved()),
                both(Words.count(was.refused()), Words.count(now.refused())),
                cost(was, now),
                actual(was, now),
                compared(group.cost()),
                both(Words.estimate(was.quality()), Words.estimate(now.quality())),
                Words.difference(group.qualityDifference()),
                times(group, PolicyFigures::firstTokenMillis, Quantiles::p50),
                times(group, PolicyFigures::latencyMillis, Quantiles::p50),
                times(group, PolicyFigures::latencyMillis, Quantiles::p95))) {
            row.add(Cell.number(figure));
        }
        return row;
    }

    private static String cost(PolicyFigures was, PolicyFigures now) {
        return both(Words.usd(was.expectedCostUsd()), Words.usd(now.expectedCostUsd()))
                + unknown(was.expectedUnknown(), now.expectedUnknown());
    }

    private static String actual(PolicyFigures was, PolicyFigures now) {
        return now.actualCostUsd() == null
                ? Words.usd(was.actualCostUsd()) + unknown(was.actualUnknown(), was.actualUnknown())
                : both(Words.usd(was.actualCostUsd()), Words.usd(now.actualCostUsd()))
                        + unknown(was.actualUnknown(), now.actualUnknown());
    }

    /** With how many of the prompts that are not refused it is of, where not of all. */
    private static String times(
            GroupFigures group, Function<PolicyFigures, Quantiles> times, ToDoubleFunction<Quantiles> share) {
        return both(times(group, group.recorded(), times, share), times(group, group.candidate(), times, share));
    }

    private static String times(
            GroupFigures group,
            PolicyFigures policy,
            Function<PolicyFigures, Quantiles> times,
            ToDoubleFunction<Quantiles> share) {
        Quantiles of = times.apply(policy);
        return Words.millis(share.applyAsDouble(of), of, group.prompts() - policy.refused());
    }

    private static String compared(@Nullable CostComparison cost) {
        return cost == null
                ? Words.NONE
                : both(Words.usd(cost.recordedUsd()), Words.usd(cost.candidateUsd())) + "\n" + Words.basis(cost);
    }

    private static String unknown(long was, long now) {
        return was + now == 0
                ? ""
                : "\n" + Words.count(was) + (was == now ? "" : " → " + Words.count(now)) + " unknown";
    }

    static String both(String was, String now) {
        return was.equals(now) ? was : was + "\n→ " + now;
    }
}
