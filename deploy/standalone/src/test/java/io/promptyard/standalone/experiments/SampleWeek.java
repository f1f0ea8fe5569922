package io.promptyard.standalone.experiments;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Disagreement;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.Move;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.Quantiles;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.TargetPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A week of made-up traffic under two policies, added up to a report. */
final class SampleWeek {
    private static final Instant FROM = Instant.parse("2026-11-16T00:00:00Z");
    private static final List<String> ROUTES = List.of("code-and-law", "support", "chatbot", "default");
    private static final List<String> TENANTS = List.of("acme", "globex", "initech", "umbrella");
    /** By how much what was paid is above what was expected. */
    private static final BigDecimal OFF = new BigDecimal("1.07");

    private static final Task[] TASKS = {
        Task.CHAT, Task.CODE, Task.SUMMARIZATION, Task.EXTRACTION, Task.REASONING, Task.LEGAL, Task.TRANSLATION
    };

    private final int models;
    private ReplayMode mode = ReplayMode.DRY;
    private final List<Prompt> prompts = new ArrayList<>();

    private record Prompt(
            int number, Task task, String route, String tenant, double complexity, int from, int to, double luck) {
        double quality(int target) {
            return target < 0 ? 0 : Math.clamp(0.97 - complexity * (0.12 + 0.08 * (target % 5)) + luck * 0.05, 0, 1);
        }

        BigDecimal usd(int target) {
            double price =
                    target < 0 ? 0 : 0.0125 / (1 + 1.7 * (target % 5)) * (1 + 0.013 * target) * (0.5 + complexity);
            return BigDecimal.valueOf(price).setScale(6, RoundingMode.HALF_EVEN);
        }

        double millis(int target) {
            return (260 + 900.0 / (1 + target % 5)) * (0.6 + 2.5 * complexity) * Math.exp(0.5 * luck);
        }

        boolean moved() {
            return from != to;
        }
    }

    SampleWeek(int count, int models) {
        this.models = models;
        Random chance = new Random(7);
        for (int i = 0; i < count; i++) {
            Task task = TASKS[(int) (TASKS.length * Math.pow(chance.nextDouble(), 1.6))];
            String route = task == Task.CODE || task == Task.LEGAL ? ROUTES.get(0) : ROUTES.get(1 + chance.nextInt(3));
            double complexity = Math.pow(chance.nextDouble(), 1.4);
            int from = route.equals("chatbot") ? 4 % models : complexity > 0.55 ? 0 : 2 % models;
            int to = route.equals("default") ? 1 + chance.nextInt(models - 1) : from;
            prompts.add(new Prompt(
                    i,
                    task,
                    route,
                    TENANTS.get((int) (TENANTS.size() * Math.pow(chance.nextDouble(), 2))),
                    complexity,
                    chance.nextInt(400) == 0 ? -1 : from,
                    chance.nextInt(250) == 0 ? -1 : to,
                    chance.nextGaussian()));
        }
    }

    ReplayReport report(ReplayMode mode, String name, @Nullable LiveFigures live, String hostile) {
        this.mode = mode;
        return new ReplayReport(
                "exp-2026-11-23-1",
                name,
                mode,
                Instant.parse("2026-11-23T09:12:44.018Z"),
                FROM,
                FROM.plusSeconds(7 * 86_400),
                "4be1a90c77d2",
                List.of("9c0f3a52b1ee", "1d77c0aa45f0"),
                hostile.isEmpty() ? "" : "tenant=" + hostile,
                false,
                counts(),
                group("total" + hostile, prompts),
                groups(each -> each.route() + hostile),
                groups(each -> each.task().label()),
                groups(each -> each.tenant() + hostile),
                moves(hostile),
                IntStream.range(0, models).mapToObj(this::point).toList(),
                disagreements(hostile),
                live,
                List.of(
                        "latency of the candidate is what its targets had been doing, not measured" + hostile,
                        "12 decisions waited for a target; they are counted by their last"));
    }

    private ReplayCounts counts() {
        long moved = count(Prompt::moved);
        return new ReplayCounts(
                prompts.size(),
                prompts.size() - moved,
                moved,
                count(each -> each.from() >= 0 && each.to() < 0),
                count(each -> each.from() < 0 && each.to() >= 0),
                31,
                17,
                1);
    }

    private long count(Predicate<Prompt> wanted) {
        return prompts.stream().filter(wanted).count();
    }

    private List<GroupFigures> groups(Function<Prompt, String> key) {
        return prompts.stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> group(each.getKey(), each.getValue()))
                .toList();
    }

    private GroupFigures group(String name, List<Prompt> prompts) {
        return new GroupFigures(
                name,
                prompts.size(),
                prompts.stream().filter(Prompt::moved).count(),
                policy(prompts, Prompt::from, true),
                policy(prompts, Prompt::to, false),
                mean(prompts, each -> each.quality(each.to()) - each.quality(each.from()), 0.3),
                prompts.isEmpty()
                        ? null
                        : new CostComparison(
                                mode == ReplayMode.LIVE ? CostComparison.Basis.PAID : CostComparison.Basis.SCALED,
                                usd(prompts, Prompt::from).multiply(OFF),
                                usd(prompts, Prompt::to).multiply(OFF),
                                prompts.size() - prompts.size() / 900,
                                prompts.size() / 900));
    }

    private static BigDecimal usd(List<Prompt> prompts, Function<Prompt, Integer> target) {
        return prompts.stream()
                .map(each -> each.usd(target.apply(each)))
                .reduce(new BigDecimal("0.000000"), BigDecimal::add);
    }

    private PolicyFigures policy(List<Prompt> prompts, Function<Prompt, Integer> target, boolean recorded) {
        BigDecimal usd = usd(prompts, target);
        return new PolicyFigures(
                prompts.stream().filter(each -> target.apply(each) < 0).count(),
                usd,
                prompts.size() / 900,
                recorded || mode == ReplayMode.LIVE ? usd.multiply(OFF) : null,
                prompts.size() / 1_500,
                mean(prompts, each -> each.quality(target.apply(each)), recorded ? 0.6 : 0.3),
                quantiles(prompts.stream().mapToDouble(each -> each.millis(target.apply(each)) * 0.3)),
                quantiles(prompts.stream().mapToDouble(each -> each.millis(target.apply(each)))));
    }

    private static @Nullable Estimate mean(List<Prompt> prompts, ToDoubleFunction<Prompt> of, double observed) {
        if (prompts.isEmpty()) {
            return null;
        }
        double mean = prompts.stream().mapToDouble(of).average().orElse(0);
        double variance = prompts.stream()
                .mapToDouble(of)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElse(0);
        double half = 1.96 * Math.sqrt((variance + 0.01) / prompts.size());
        long seen = Math.round(observed * prompts.size());
        return new Estimate(mean, mean - half, mean + half, 0.95, seen, prompts.size() - seen, "doubly-robust");
    }

    private static Quantiles quantiles(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0
                ? Quantiles.NONE
                : new Quantiles(sorted.length, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.95), at(sorted, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private List<Move> moves(String hostile) {
        return prompts.stream()
                .collect(Collectors.groupingBy(each -> List.of(each.route(), each.from(), each.to())))
                .values()
                .stream()
                .map(each -> move(each, hostile))
                .sorted(Comparator.comparingLong(Move::count).reversed().thenComparing(Move::toString))
                .toList();
    }

    private Move move(List<Prompt> same, String hostile) {
        Prompt first = same.getFirst();
        return new Move(
                first.route() + hostile,
                target(first.from()),
                first.route() + hostile,
                target(first.to()),
                same.size(),
                same.stream()
                        .map(each -> each.usd(each.to()).subtract(each.usd(each.from())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                same.size() / 700,
                (double) same.size() / prompts.size());
    }

    private TargetPoint point(int target) {
        boolean unknown = target % 11 == 8;
        return new TargetPoint(
                Objects.requireNonNull(target(target)),
                count(each -> each.from() == target),
                count(each -> each.to() == target),
                target % 13 == 12
                        ? null
                        : mean(
                                prompts,
                                each -> each.quality(target) - 0.002 * target,
                                mode == ReplayMode.DRY && target % 7 == 3 ? 0 : 0.1),
                prompts.isEmpty() || unknown
                        ? null
                        : prompts.stream()
                                .map(each -> each.usd(target))
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .divide(BigDecimal.valueOf(prompts.size()), 8, RoundingMode.HALF_EVEN),
                0);
    }

    private List<Disagreement> disagreements(String hostile) {
        return prompts.stream()
                .filter(Prompt::moved)
                .limit(12)
                .map(each -> new Disagreement(
                        "req-" + each.number() + hostile,
                        each.task(),
                        each.complexity(),
                        each.route(),
                        target(each.from()),
                        each.route(),
                        target(each.to()),
                        each.usd(each.from()),
                        each.number() % 5 == 0 ? null : each.usd(each.to()),
                        each.from() < 0 ? null : each.quality(each.from()),
                        each.to() < 0 ? null : each.quality(each.to()),
                        each.number() % 3 == 0 ? 1.0 : null,
                        hostile.isEmpty() ? null : hostile + " prompt"))
                .toList();
    }

    private static @Nullable Target target(int number) {
        return number < 0 ? null : SampleReports.target(number);
    }
}
