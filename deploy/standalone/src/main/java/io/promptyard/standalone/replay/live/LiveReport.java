package io.promptyard.standalone.replay.live;

import io.promptyard.model.ReplayPlan;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Spend;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.published.Sha256;
import io.promptyard.router.replay.judge.HumanRating;
import io.promptyard.router.replay.judge.ScorerTally;
import io.promptyard.router.replay.report.Disagreement;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import io.promptyard.router.replay.sample.Stratum;
import io.promptyard.standalone.replay.live.GroupTally.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the report of a live replay. Holds no text of a prompt or an answer. */
final class LiveReport {
    private static final int MOST_DISAGREEMENTS = 20;
    private static final int DIGITS = 16;

    private final ReplayPlan plan;
    private final RecordedFacts facts;
    private final RecordedFacts own;
    private final RouterConfig candidate;
    private final Instant now;
    private final Map<Stratum, Double> weights = new HashMap<>();

    /**
     * @param facts of the recorded lane
     * @param own of the experiment's
     */
    LiveReport(ReplayPlan plan, RecordedFacts facts, RecordedFacts own, RouterConfig candidate, Instant now) {
        this.plan = plan;
        this.facts = facts;
        this.own = own;
        this.candidate = candidate;
        this.now = now;
        plan.strata().forEach(part -> weights.put(Stratum.of(part), part.population() / (double) part.sampled()));
    }

    ReplayReport of(List<LiveCase> cases, @Nullable Spend spent) {
        List<Seen> seen = cases.stream()
                .filter(each -> each.response() != null)
                .map(this::seen)
                .toList();
        GroupTally total = new GroupTally("total");
        seen.forEach(total::add);
        return new ReplayReport(
                plan.id(),
                plan.name(),
                ReplayMode.LIVE,
                now,
                plan.from(),
                plan.to(),
                plan.candidateVersion(),
                versions(seen),
                plan.scoring().getOrDefault(SampleLog.FILTER, ""),
                true,
                counts(seen),
                total.figures(),
                groups(seen, Seen::fromRoute),
                groups(
                        seen,
                        each -> each.was() == null
                                ? ""
                                : each.was().classification().task().label()),
                groups(seen, each -> each.each().prompt().tenant()),
                LiveMoves.of(seen),
                LivePoints.of(seen),
                disagreements(seen),
                live(cases, seen, spent),
                LiveNotes.of(cases, spent, candidate));
    }

    private Seen seen(LiveCase each) {
        RoutingDecision was = facts.decision(each.original());
        String first = plan.scorers().isEmpty() ? null : plan.scorers().getFirst();
        return new Seen(
                each,
                was,
                own.decision(Objects.requireNonNull(each.response()).id().value()),
                facts,
                own,
                first == null ? null : each.scores().get(first),
                was == null ? 1 : weights.getOrDefault(Stratum.of(was), 1.0));
    }

    private static List<String> versions(List<Seen> seen) {
        Map<String, Long> counts = seen.stream()
                .filter(each -> each.was() != null)
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNull(each.was()).configVersion(),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private ReplayCounts counts(List<Seen> seen) {
        return new ReplayCounts(
                seen.size(),
                seen.stream().filter(each -> !each.isMoved()).count(),
                seen.stream().filter(Seen::isMoved).count(),
                seen.stream()
                        .filter(each -> each.from() != null && each.to() == null)
                        .count(),
                seen.stream()
                        .filter(each -> each.was() != null && each.from() == null && each.to() != null)
                        .count(),
                plan.unfit(),
                plan.withoutPrompt(),
                0);
    }

    private static List<GroupFigures> groups(List<Seen> seen, Function<Seen, String> name) {
        Map<String, GroupTally> groups = new TreeMap<>();
        seen.forEach(each ->
                groups.computeIfAbsent(name.apply(each), GroupTally::new).add(each));
        return groups.values().stream().map(GroupTally::figures).toList();
    }

    /** A refusal costs nothing; null where a cost is not known. */
    static @Nullable BigDecimal cost(@Nullable RoutingDecision decision) {
        if (decision == null) {
            return null;
        }
        return decision.target() == null ? BigDecimal.ZERO : PolicySums.expected(decision);
    }

    private static List<Disagreement> disagreements(List<Seen> seen) {
        return seen.stream()
                .filter(Seen::isMoved)
                .limit(MOST_DISAGREEMENTS)
                .map(LiveReport::disagreement)
                .toList();
    }

    private static Disagreement disagreement(Seen each) {
        RoutingDecision was = Objects.requireNonNull(each.was());
        RoutingDecision now = Objects.requireNonNull(each.now());
        return new Disagreement(
                each.each().original(),
                was.classification().task(),
                was.classification().complexity(),
                was.route(),
                was.target(),
                now.route(),
                now.target(),
                cost(was),
                cost(now),
                score(was),
                score(now),
                each.facts().rating(each.each().original()),
                null);
    }

    private static @Nullable Double score(RoutingDecision decision) {
        return decision.candidates().stream()
                .filter(each -> each.target().equals(decision.target()) && each.score() != null)
                .map(each -> Objects.requireNonNull(each.score()))
                .findFirst()
                .orElse(null);
    }

    private LiveFigures live(List<LiveCase> cases, List<Seen> seen, @Nullable Spend spent) {
        long answered = cases.stream().filter(LiveCase::isAnswered).count();
        return new LiveFigures(
                cases.size(),
                answered,
                seen.size() - answered,
                cases.size() - seen.size(),
                SpendWatch.gone(spent),
                plan.maxUsd(),
                scorers(seen),
                digest(cases));
    }

    private static String digest(List<LiveCase> cases) {
        return Sha256.of(cases.stream().map(LiveCase::original).sorted().collect(Collectors.joining("\n")))
                .substring(0, DIGITS);
    }

    private List<ScorerFigures> scorers(List<Seen> seen) {
        Map<String, ScorerTally> tallies = new LinkedHashMap<>();
        plan.scorers().forEach(name -> tallies.put(name, new ScorerTally(name)));
        for (Seen each : seen) {
            HumanRating human = new HumanRating(facts.rating(each.each().original()), own.rating(each.id()));
            each.each().scores().forEach((name, score) -> {
                ScorerTally tally = tallies.get(name);
                if (tally != null) {
                    tally.add(score, each.weight(), human);
                }
            });
        }
        return tallies.values().stream().map(ScorerTally::figures).toList();
    }
}
