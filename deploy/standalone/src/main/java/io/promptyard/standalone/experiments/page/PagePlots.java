package io.promptyard.standalone.experiments.page;

import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.Quantiles;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.TargetPoint;
import io.promptyard.standalone.experiments.Words;
import io.promptyard.standalone.plot.Chart;
import io.promptyard.standalone.plot.Rows;
import io.promptyard.standalone.plot.Scatter;
import io.promptyard.standalone.plot.Scatter.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pictures of a report. */
final class PagePlots {
    private static final int MOST_ROWS = 12;
    private static final double THOUSAND = 1_000;

    private final ReplayReport report;

    PagePlots(ReplayReport report) {
        this.report = report;
    }

    void write(Html page) {
        page.open("plots", "Plots");
        frontier(page);
        costs(page);
        latency(page);
        tasks(page);
        page.close();
    }

    private void frontier(Html page) {
        boolean live = report.mode() == ReplayMode.LIVE;
        Scatter scatter = new Scatter((live ? "USD paid" : "expected USD") + " for 1,000 prompts", "quality");
        List<Point> points = points();
        points.forEach(scatter::point);
        long left = report.targets().size()
                - points.stream().filter(each -> each.series() == 0).count();
        String title = "Cost and quality";
        page.figure(
                title,
                scatter.inline("frontier", title, frontierWords(points)),
                (live
                                ? "Each dot is one target that was asked, over the prompts of the sample that it answered, so dots are of different"
                                        + " prompts; targets that were not asked are not here."
                                : "Each dot is one target, as if every prompt had gone to it; a ring is one of which no answer was ever scored, so"
                                        + " that its quality is a prediction.")
                        + " Bars are intervals of quality; the line is the frontier, beyond which no target is."
                        + " The square is the recorded policy, the diamond the candidate."
                        + " Names stand where there is room; the table of targets has all of them."
                        + (left == 0 ? "" : " " + left + " of them have no place here: cost or quality is not known."));
    }

    private static String frontierWords(List<Point> points) {
        StringBuilder words = new StringBuilder("Quality against cost.");
        for (Point each : points) {
            if (each.series() > 0) {
                words.append(" The ").append(each.label()).append(" policy: ").append(Words.number(each.y()));
                words.append(" at ")
                        .append(Words.usd(BigDecimal.valueOf(each.x())))
                        .append(" for 1,000 prompts.");
            }
        }
        words.append(" On the frontier: ");
        List<String> names = Scatter.frontier(points).stream()
                .map(each -> each.label() + (each.hollow() ? " (predicted)" : ""))
                .toList();
        return words.append(String.join(", ", names)).append('.').toString();
    }

    /** The policies, then the targets of the frontier, then those that are used most. */
    private List<Point> points() {
        List<Point> targets = report.targets().stream()
                .sorted(Comparator.comparingLong(each -> -each.candidate() - each.recorded()))
                .map(PagePlots::point)
                .filter(each -> each != null)
                .toList();
        List<Point> frontier = Scatter.frontier(targets);
        List<Point> points = new ArrayList<>();
        addPolicy(points, report.total().recorded(), 1, "recorded");
        addPolicy(points, report.total().candidate(), 2, "candidate");
        points.addAll(frontier);
        targets.stream().filter(each -> !frontier.contains(each)).forEach(points::add);
        return points;
    }

    private static @Nullable Point point(TargetPoint target) {
        Estimate quality = target.quality();
        BigDecimal usd = target.usdPerPrompt();
        return quality == null || usd == null
                ? null
                : new Point(
                        usd.doubleValue() * THOUSAND,
                        quality.value(),
                        quality.low(),
                        quality.high(),
                        0,
                        Rows.shortened(target.target().model().value()),
                        target.isPredicted());
    }

    private void addPolicy(List<Point> points, PolicyFigures policy, int series, String name) {
        Estimate quality = policy.quality();
        BigDecimal paid = report.mode() == ReplayMode.LIVE ? policy.actualCostUsd() : null;
        long known = report.total().prompts() - (paid == null ? policy.expectedUnknown() : 0);
        if (quality != null && known > 0) {
            double usd = (paid == null ? policy.expectedCostUsd() : paid).doubleValue() / known * THOUSAND;
            points.add(new Point(usd, quality.value(), quality.low(), quality.high(), series, name));
        }
    }

    private void costs(Html page) {
        Rows rows = new Rows("expected USD");
        report.byRoute().stream()
                .sorted(Comparator.comparing((GroupFigures each) -> each.recorded()
                                .expectedCostUsd()
                                .max(each.candidate().expectedCostUsd()))
                        .reversed())
                .limit(MOST_ROWS)
                .forEach(each -> rows.bars(
                        each.group(),
                        new double[] {
                            each.recorded().expectedCostUsd().doubleValue(),
                            each.candidate().expectedCostUsd().doubleValue()
                        },
                        new String[] {Words.usd(each.recorded().expectedCostUsd()), candidateCost(each)}));
        if (!rows.isEmpty()) {
            page.figure(
                    "Cost by route",
                    rows.inline(
                            "costs",
                            "Cost by route",
                            "Expected cost of each route, recorded and candidate; the table of routes has the figures."),
                    "Upper bars are the recorded policy, lower bars the candidate." + rest(report.byRoute()));
        }
    }

    private static String candidateCost(GroupFigures each) {
        String change =
                Words.change(each.recorded().expectedCostUsd(), each.candidate().expectedCostUsd());
        return Words.usd(each.candidate().expectedCostUsd()) + (change.isEmpty() ? "" : " (" + change + ")");
    }

    private static String rest(List<GroupFigures> groups) {
        return groups.size() <= MOST_ROWS ? "" : " The " + MOST_ROWS + " dearest of " + groups.size() + ".";
    }

    private void latency(Html page) {
        page.raw("<div class=\"pair\">\n");
        latency(page, "first", "Time to first token", PolicyFigures::firstTokenMillis);
        latency(page, "last", "Time to last token", PolicyFigures::latencyMillis);
        page.raw("</div>\n");
    }

    private void latency(Html page, String id, String title, Function<PolicyFigures, Quantiles> of) {
        Chart chart = new Chart(title, "of prompts are done within", "milliseconds");
        List<String> shares = List.of("50 %", "90 %", "95 %", "99 %");
        boolean any = false;
        String[] names = {"recorded", "candidate"};
        Quantiles[] both = {
            of.apply(report.total().recorded()), of.apply(report.total().candidate())
        };
        for (int i = 0; i < names.length; i++) {
            if (both[i].count() > 0 && Double.isFinite(both[i].p99())) {
                any = true;
                chart.line(
                        names[i],
                        i + 1,
                        List.of(
                                new double[] {0, both[i].p50()},
                                new double[] {1, both[i].p90()},
                                new double[] {2, both[i].p95()},
                                new double[] {3, both[i].p99()}));
            }
        }
        if (any) {
            for (int i = 0; i < shares.size(); i++) {
                chart.tick(i, shares.get(i));
            }
            page.figure(title, chart.inline(id, words(both)), words(both));
        }
    }

    private static String words(Quantiles[] both) {
        return "Recorded: " + words(both[0]) + ". Candidate: " + words(both[1]) + ".";
    }

    private static String words(Quantiles of) {
        return "median " + Words.millis(of.p50()) + ", 99 % within " + Words.millis(of.p99()) + " ("
                + Words.count(of.count()) + " prompts)";
    }

    private void tasks(Html page) {
        Rows rows = new Rows("candidate's quality less the recorded one's");
        report.byTask().stream()
                .filter(each -> each.qualityDifference() != null)
                .sorted(Comparator.comparingLong(GroupFigures::prompts).reversed())
                .limit(MOST_ROWS)
                .forEach(each -> mean(rows, each));
        if (!rows.isEmpty()) {
            page.figure(
                    "Quality by task",
                    rows.inline(
                            "tasks",
                            "Quality by task",
                            "Difference of quality for each task with its interval; the table of tasks has the figures."),
                    "Left of the line at 0 the candidate is worse, right of it better; an interval that crosses it shows no difference.");
        }
    }

    private static void mean(Rows rows, GroupFigures each) {
        Estimate difference = each.qualityDifference();
        if (difference != null) {
            rows.mean(each.group(), difference.low(), difference.value(), difference.high());
        }
    }
}
