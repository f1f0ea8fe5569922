package io.promptyard.standalone.experiments;

import static io.promptyard.standalone.experiments.ReportTable.Kind.COUNT;
import static io.promptyard.standalone.experiments.ReportTable.Kind.FLAG;
import static io.promptyard.standalone.experiments.ReportTable.Kind.NUMBER;
import static io.promptyard.standalone.experiments.ReportTable.Kind.TEXT;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Disagreement;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.Quantiles;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as tables, always the same ones: {@code docs/reference/experiments.md} lists them. Pure. */
public final class ReportTables {
    private ReportTables() {}

    public static List<ReportTable> of(ReplayReport report) {
        return List.of(
                facts(report),
                figures(report),
                differences(report),
                moves(report),
                targets(report),
                disagreements(report),
                scorers(report.live()),
                notes(report));
    }

    private static ReportTable facts(ReplayReport report) {
        LiveFigures live = report.live();
        return new ReportTable.Builder("report")
                .columns(TEXT, "id", "name", "mode", "made_at", "from", "to", "candidate_version", "recorded_versions")
                .columns(TEXT, "filter")
                .columns(FLAG, "reclassified")
                .columns(COUNT, "decided", "unchanged", "moved", "newly_refused", "newly_served")
                .columns(COUNT, "filtered", "without_prompt", "unreadable")
                .columns(COUNT, "sampled", "answered", "refused", "left")
                .columns(TEXT, "spent_usd", "max_usd")
                .row(Arrays.asList(
                        report.id(),
                        report.name(),
                        report.mode().name(),
                        report.madeAt().toString(),
                        report.from().toString(),
                        report.to().toString(),
                        report.candidateVersion(),
                        String.join(" ", report.recordedVersions()),
                        report.filter(),
                        report.reclassified(),
                        report.counts().decided(),
                        report.counts().unchanged(),
                        report.counts().moved(),
                        report.counts().newlyRefused(),
                        report.counts().newlyServed(),
                        report.counts().filtered(),
                        report.counts().withoutPrompt(),
                        report.counts().unreadable(),
                        live == null ? null : live.sampled(),
                        live == null ? null : live.answered(),
                        live == null ? null : live.refused(),
                        live == null ? null : live.left(),
                        live == null ? null : money(live.spentUsd()),
                        live == null ? null : money(live.maxUsd())))
                .build();
    }

    private record Group(String by, GroupFigures figures) {}

    private static List<Group> groups(ReplayReport report) {
        List<Group> groups = new ArrayList<>(List.of(new Group("total", report.total())));
        report.byRoute().forEach(each -> groups.add(new Group("route", each)));
        report.byTask().forEach(each -> groups.add(new Group("task", each)));
        report.byTenant().forEach(each -> groups.add(new Group("tenant", each)));
        return groups;
    }

    private static ReportTable figures(ReplayReport report) {
        ReportTable.Builder table = new ReportTable.Builder("figures")
                .columns(TEXT, "by", "group", "policy")
                .columns(COUNT, "prompts", "refused")
                .columns(TEXT, "expected_usd")
                .columns(COUNT, "expected_unknown")
                .columns(TEXT, "actual_usd")
                .columns(COUNT, "actual_unknown");
        estimate(table, "quality");
        quantiles(table, "first_token");
        quantiles(table, "last_token");
        for (Group each : groups(report)) {
            table.row(figures(each, "recorded", each.figures().recorded()));
            table.row(figures(each, "candidate", each.figures().candidate()));
        }
        return table.build();
    }

    private static List<@Nullable Object> figures(Group group, String name, PolicyFigures policy) {
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                group.by(),
                group.figures().group(),
                name,
                group.figures().prompts(),
                policy.refused(),
                money(policy.expectedCostUsd()),
                policy.expectedUnknown(),
                money(policy.actualCostUsd()),
                policy.actualUnknown()));
        estimate(row, policy.quality());
        quantiles(row, policy.firstTokenMillis());
        quantiles(row, policy.latencyMillis());
        return row;
    }

    private static ReportTable differences(ReplayReport report) {
        ReportTable.Builder table = new ReportTable.Builder("differences")
                .columns(TEXT, "by", "group")
                .columns(COUNT, "prompts", "moved");
        estimate(table, "quality");
        table.columns(TEXT, "cost_basis", "cost_recorded_usd", "cost_candidate_usd")
                .columns(COUNT, "cost_prompts", "cost_unknown");
        for (Group each : groups(report)) {
            CostComparison cost = each.figures().cost();
            List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                    each.by(),
                    each.figures().group(),
                    each.figures().prompts(),
                    each.figures().moved()));
            estimate(row, each.figures().qualityDifference());
            row.add(cost == null ? null : cost.basis().name());
            row.add(cost == null ? null : money(cost.recordedUsd()));
            row.add(cost == null ? null : money(cost.candidateUsd()));
            row.add(cost == null ? null : cost.prompts());
            row.add(cost == null ? null : cost.unknown());
            table.row(row);
        }
        return table.build();
    }

    private static ReportTable moves(ReplayReport report) {
        ReportTable.Builder table = new ReportTable.Builder("moves")
                .columns(TEXT, "from_route", "from", "to_route", "to")
                .columns(COUNT, "count")
                .columns(TEXT, "difference_usd")
                .columns(COUNT, "unknown_costs")
                .columns(NUMBER, "share");
        report.moves()
                .forEach(each -> table.row(Arrays.asList(
                        each.fromRoute(),
                        target(each.from()),
                        each.toRoute(),
                        target(each.to()),
                        each.count(),
                        money(each.differenceUsd()),
                        each.unknownCosts(),
                        number(each.share()))));
        return table.build();
    }

    private static ReportTable targets(ReplayReport report) {
        ReportTable.Builder table = new ReportTable.Builder("targets")
                .columns(TEXT, "target")
                .columns(COUNT, "recorded", "candidate")
                .columns(TEXT, "usd_per_prompt")
                .columns(COUNT, "paid");
        estimate(table, "quality");
        report.targets().forEach(each -> {
            List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                    target(each.target()), each.recorded(), each.candidate(), money(each.usdPerPrompt()), each.paid()));
            estimate(row, each.quality());
            table.row(row);
        });
        return table.build();
    }

    private static ReportTable disagreements(ReplayReport report) {
        ReportTable.Builder table = new ReportTable.Builder("disagreements")
                .columns(TEXT, "id", "task")
                .columns(NUMBER, "complexity")
                .columns(TEXT, "from_route", "from", "to_route", "to", "usd_from", "usd_to")
                .columns(NUMBER, "quality_from", "quality_to", "observed_from")
                .columns(TEXT, "text");
        for (Disagreement each : report.disagreements()) {
            table.row(Arrays.asList(
                    each.id(),
                    each.task().label(),
                    each.complexity(),
                    each.fromRoute(),
                    target(each.from()),
                    each.toRoute(),
                    target(each.to()),
                    money(each.usdFrom()),
                    money(each.usdTo()),
                    each.qualityFrom(),
                    each.qualityTo(),
                    each.observedFrom(),
                    each.text()));
        }
        return table.build();
    }

    private static ReportTable scorers(@Nullable LiveFigures live) {
        ReportTable.Builder table = new ReportTable.Builder("scorers")
                .columns(TEXT, "scorer")
                .columns(COUNT, "better", "ties", "worse", "failed");
        estimate(table, "recorded");
        estimate(table, "candidate");
        estimate(table, "difference");
        table.columns(COUNT, "people_pairs").columns(NUMBER, "people_share", "people_kappa");
        for (ScorerFigures each : live == null ? List.<ScorerFigures>of() : live.scorers()) {
            List<@Nullable Object> row = new ArrayList<>(
                    Arrays.asList(each.scorer(), each.better(), each.ties(), each.worse(), each.failed()));
            estimate(row, each.recorded());
            estimate(row, each.candidate());
            estimate(row, each.difference());
            ScorerFigures.Agreement people = each.agreement();
            row.add(people == null ? null : people.pairs());
            row.add(people == null ? null : people.share());
            row.add(people == null ? null : number(people.kappa()));
            table.row(row);
        }
        return table.build();
    }

    private static ReportTable notes(ReplayReport report) {
        ReportTable.Builder table = new ReportTable.Builder("notes").columns(TEXT, "note");
        report.notes().forEach(each -> table.row(List.of(each)));
        return table.build();
    }

    private static void estimate(ReportTable.Builder table, String name) {
        table.columns(NUMBER, name, name + "_low", name + "_high", name + "_confidence")
                .columns(COUNT, name + "_observed", name + "_predicted")
                .columns(TEXT, name + "_method");
    }

    private static void estimate(List<@Nullable Object> row, @Nullable Estimate estimate) {
        row.addAll(
                estimate == null
                        ? Arrays.asList(null, null, null, null, null, null, null)
                        : List.of(
                                estimate.value(),
                                estimate.low(),
                                estimate.high(),
                                estimate.confidence(),
                                estimate.observed(),
                                estimate.predicted(),
                                estimate.method()));
    }

    private static void quantiles(ReportTable.Builder table, String name) {
        table.columns(COUNT, name + "_count")
                .columns(NUMBER, name + "_p50_ms", name + "_p90_ms", name + "_p95_ms", name + "_p99_ms");
    }

    private static void quantiles(List<@Nullable Object> row, Quantiles of) {
        row.addAll(Arrays.asList(of.count(), number(of.p50()), number(of.p90()), number(of.p95()), number(of.p99())));
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String money(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }

    private static @Nullable String target(@Nullable Target target) {
        return target == null ? null : target.toString();
    }
}
