package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.TargetOutlook;
import io.promptyard.router.replay.estimate.Estimates;
import io.promptyard.router.replay.estimate.LoggedChoice;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.ReplayCounts;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds up what a replay decides, and makes the report of it. Not thread-safe. */
final class DryTally {
    private static final String CONVERSATION = "conversation";

    private final DryOptions options;
    private final Estimates estimates = new Estimates();
    private final GroupSums.Sums total = new GroupSums.Sums(Estimates.TOTAL);
    private final GroupSums routes = new GroupSums("route");
    private final GroupSums tasks = new GroupSums("task");
    private final GroupSums tenants = new GroupSums("tenant");
    private final Moves moves = new Moves();
    private final TargetSums targets;
    private final Samples samples;
    private final DryNotes notes;
    private final Map<String, Long> versions = new HashMap<>();
    private long unchanged;
    private long moved;
    private long newlyRefused;
    private long newlyServed;
    private long filtered;
    private long withoutPrompt;
    private long unreadable;
    private @Nullable Instant first;
    private @Nullable Instant last;

    DryTally(TargetOutlook outlook, DryOptions options) {
        this.options = options;
        this.notes = new DryNotes(options);
        this.targets = new TargetSums(outlook);
        this.samples = new Samples(options.samples(), options.texts());
    }

    void filtered(RecordedCase each) {
        filtered += each.isFirst() && !each.waits() ? 1 : 0;
    }

    void missed(long prompts, long records, long deleted) {
        withoutPrompt += prompts;
        unreadable += records;
        notes.deleted(deleted);
    }

    FallbackTally fallbacks() {
        return notes.fallbacks();
    }

    void budgeted(RoutingDecision was) {
        notes.budgeted(was);
    }

    void add(Redecided each, long expectedOutput) {
        RoutingDecision was = each.was();
        seen(was.at());
        versions.merge(was.configVersion(), 1L, Long::sum);
        count(each);
        CaseCosts costs = CaseCosts.of(each);
        total.add(each, costs);
        moves.add(was, each.now(), costs.before(), costs.after());
        targets.add(each, expectedOutput);
        if (each.changes()) {
            samples.add(each);
        }
        notes.add(each);
        estimates.add(
                choice(each),
                List.of(
                        routes.add(was.route(), each, costs),
                        tasks.add(was.classification().task().label(), each, costs),
                        tenants.add(was.tenant(), each, costs)));
    }

    private void seen(Instant at) {
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
    }

    private void count(Redecided each) {
        if (each.moves()) {
            moved++;
        } else if (!each.changes()) {
            unchanged++;
        } else if (each.refusedNow()) {
            newlyRefused++;
        } else {
            newlyServed++;
        }
    }

    private LoggedChoice choice(Redecided each) {
        RoutingDecision was = each.was();
        Target logged = was.target();
        Map<Target, Double> outcomes = each.outcome().scoresByTarget();
        boolean alike = each.isDrawnAlike();
        return new LoggedChoice(
                Objects.requireNonNullElse(
                        was.tags().get(CONVERSATION), was.id().value()),
                was.classification().task().label(),
                logged,
                isPlain(was) && outcomes.isEmpty() ? sure(logged) : chances(each, outcomes, alike),
                outcomes,
                targets.predictions(each),
                each.chances(),
                alike);
    }

    /** Whether chance had no part in the decision: most are such. */
    private static boolean isPlain(RoutingDecision was) {
        return was.propensity() == 1 && was.arm() == null && was.shadow() == null;
    }

    private static Map<Target, Double> sure(@Nullable Target logged) {
        return logged == null ? Map.of() : Map.of(logged, 1.0);
    }

    private static Map<Target, Double> chances(Redecided each, Map<Target, Double> outcomes, boolean alike) {
        RoutingDecision was = each.was();
        Target logged = was.target();
        Map<Target, Double> chances = new HashMap<>();
        outcomes.keySet().forEach(target -> chances.put(target, 1.0));
        ShadowChoice shadow = was.shadow();
        if (shadow != null && shadow.share() > 0) {
            shadow.target().ifPresent(target -> chances.put(target, shadow.share()));
        }
        if (logged != null) {
            chances.put(logged, was.propensity());
            others(was, logged, chances);
        }
        if (alike) {
            each.chances().forEach((target, chance) -> {
                if (target.equals(logged) || !outcomes.containsKey(target)) {
                    chances.put(target, chance);
                }
            });
        }
        return chances;
    }

    /**
     * What else the recorded decision could have drawn: the record tells the chance of what was drawn, the rest is dealt evenly to the
     * other eligible ones. It says of which prompts a target could have been tried at all; outcomes are weighted by recorded chances alone.
     */
    private static void others(RoutingDecision was, Target logged, Map<Target, Double> chances) {
        double rest = 1 - was.propensity();
        if (rest <= 0) {
            return;
        }
        List<Target> eligible = new ArrayList<>(was.candidates().size());
        for (Candidate each : was.candidates()) {
            if (each.state() == Candidate.State.ELIGIBLE && !each.target().equals(logged)) {
                eligible.add(each.target());
            }
        }
        eligible.forEach(target -> chances.putIfAbsent(target, rest / eligible.size()));
    }

    ReplayReport report(
            Instant madeAt, @Nullable Instant from, @Nullable Instant to, RouterConfig candidate, DecisionCheck check) {
        long decided = unchanged + moved + newlyRefused + newlyServed;
        Instant begin = from != null ? from : first != null ? first : madeAt;
        Instant end = to != null ? to : last != null ? last.plusMillis(1) : madeAt;
        boolean cut = routes.isCut() || tasks.isCut() || tenants.isCut();
        GroupFigures all = total.figures("total", estimates);
        List<String> said = new ArrayList<>(notes.all(check, cut));
        said.addAll(QualityNotes.of(all));
        return new ReplayReport(
                options.id(),
                options.name(),
                ReplayMode.DRY,
                madeAt,
                begin,
                end,
                candidate.version(),
                recordedVersions(),
                options.filter().toString(),
                options.classifier() != null,
                new ReplayCounts(
                        decided, unchanged, moved, newlyRefused, newlyServed, filtered, withoutPrompt, unreadable),
                all,
                routes.figures(estimates),
                tasks.figures(estimates),
                tenants.figures(estimates),
                moves.all(),
                targets.points(estimates),
                samples.all(),
                null,
                said);
    }

    private List<String> recordedVersions() {
        return versions.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> each) -> -each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }
}
