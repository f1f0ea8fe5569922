package io.promptyard.router.replay;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.budget.BudgetReplay;
import io.promptyard.router.budget.BudgetReplay.Ending;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.TargetOutlook;
import io.promptyard.router.replay.report.ReplayReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded prompts again by a candidate configuration, and tells what would have become of them. Calls nobody and reads no clock:
 * the same records in the same order give the same report. What a decision knew of the running system is taken from its record;
 * budgets and limits per minute are asked again in event time; a target that the candidate finds cooling is waited for as the
 * configuration says. Figures are of first decisions: what follows a failed call hangs on failures that another target need not have had.
 * Where the candidate's calls are the recorded ones up to a failure, what it decides next is told beside them.
 *
 * <p>Memory does not grow with prompts: sums are kept by group, routes, targets and tasks, samples up to a number, and of budgets only
 * open windows and calls that are under way at once. Cases are to come in the order of their decisions. Not thread-safe.
 */
public final class DryReplay {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    private final RouterConfig candidate;
    private final DryOptions options;
    private final Redecider redecider;
    private final BudgetReplay budgets;
    private final DryTally tally;
    private final DecisionCheck check = new DecisionCheck();

    public DryReplay(RouterConfig candidate, DryOptions options) {
        this.candidate = candidate;
        this.options = options;
        this.redecider = new Redecider(candidate);
        this.budgets = new BudgetReplay(candidate);
        this.tally = new DryTally(new TargetOutlook(candidate), options);
    }

    /** A decision with its prompt; of a prompt that waited, or fell back, every one of its decisions may come, each once. */
    public void add(RecordedCase each) {
        RoutingDecision was = each.decision();
        if (!options.filter().holds(each.request(), was.classification(), was.at())) {
            redecider.saw(was);
            tally.filtered(each);
            return;
        }
        boolean checked = options.check() || was.configVersion().equals(candidate.version());
        if (each.isFirst() && !each.waits()) {
            first(each, checked);
        } else if (was.budgets().isEmpty() && (checked || follows(each))) {
            again(each, checked);
        }
    }

    private void first(RecordedCase each, boolean checked) {
        RoutingDecision was = each.decision();
        PromptRequest request = each.request();
        Classification classification = options.classifier() == null
                ? was.classification()
                : options.classifier().classify(request);
        RouteDecision decision = redecider.decide(request, classification, was);
        RoutingDecision drawn = decision.record();
        Map<Target, Double> chances = redecider.chances(request, drawn, was);
        budgets.advance(was.at());
        if (decision instanceof Routed routed && !routed.options().isEmpty()) {
            tally.budgeted(was);
            budgets.ask(
                    routed,
                    was,
                    target -> ending(each, routed, target),
                    now -> settled(
                            each, now, Objects.equals(now.target(), drawn.target()) ? chances : only(now), checked));
        } else {
            budgets.passed(was);
            settled(each, drawn, chances, checked);
        }
    }

    /** The recorded end where the target is the recorded one, else what is expected. */
    private Ending ending(RecordedCase each, Routed routed, Target target) {
        RoutingDecision was = each.decision();
        if (target.equals(was.target())) {
            for (RecordedCall call : each.outcome().calls()) {
                if (Integer.valueOf(was.attempt()).equals(call.settles())) {
                    return new Ending(call.at(), call.costUsd(), call.tokens());
                }
            }
        }
        long output = expectedOutput(each.request(), routed.record());
        Double millis = pace(target, output, routed.record()).latencyMillis();
        return new Ending(
                was.at().plus(millis == null ? LONG_ENOUGH : Duration.ofMillis(millis.longValue())),
                routed.options().stream()
                        .filter(option -> option.target().equals(target))
                        .findFirst()
                        .map(option -> option.expectedCostUsd())
                        .orElse(null),
                routed.record().classification().promptTokens() + output);
    }

    /** What a budget has sent elsewhere, or nowhere. */
    private static Map<Target, Double> only(RoutingDecision now) {
        return now.target() == null ? Map.of() : Map.of(now.target(), 1.0);
    }

    private void settled(RecordedCase each, RoutingDecision now, Map<Target, Double> chances, boolean checked) {
        RoutingDecision was = each.decision();
        if (checked && options.classifier() == null) {
            check.compare(was, now);
        }
        RecordedCall answer = each.outcome().answer();
        long output = expectedOutput(each.request(), now);
        boolean same = now.target() != null && now.target().equals(was.target());
        Pace before = Pace.measured(answer);
        Pace after = same ? before : now.target() == null ? Pace.UNKNOWN : pace(now.target(), output, now);
        tally.add(new Redecided(each.request(), was, now, chances, each.outcome(), before, after), output);
    }

    private long expectedOutput(PromptRequest request, RoutingDecision decision) {
        return TargetOutlook.expectedOutput(request, decision.classification(), decision.predictedOutputTokens());
    }

    private Pace pace(Target target, long output, RoutingDecision now) {
        for (Candidate known : now.candidates()) {
            if (known.target().equals(target)) {
                return Pace.predicted(known.targetState(), output);
            }
        }
        return Pace.UNKNOWN;
    }

    /** One that decided nothing for good, or after failed calls; of the latter only where all of them are in the log. */
    private void again(RecordedCase each, boolean checked) {
        RoutingDecision was = each.decision();
        List<AttemptSummary> attempts =
                each.isFirst() ? List.of() : each.outcome().failedBefore(was.attempt());
        if (each.isFirst() || !attempts.isEmpty()) {
            RouteDecision decision = redecider.again(each.request(), attempts, was);
            boolean asksBudgets =
                    decision instanceof Routed routed && !routed.options().isEmpty();
            if (!asksBudgets && checked) {
                check.compare(was, decision.record());
            }
            if (!asksBudgets && follows(each)) {
                tally.fallbacks().again(was, decision.record());
            }
        }
    }

    /** A fallback of a prompt whose recorded calls are the candidate's as well. */
    private boolean follows(RecordedCase each) {
        return !each.isFirst()
                && !each.waits()
                && tally.fallbacks().follows(each.decision().id().value());
    }

    /** Decisions whose prompt is not in the log any more, records that could not be read, and those that were deleted before they were. */
    public void missed(long withoutPrompt, long unreadable, long deleted) {
        tally.missed(withoutPrompt, unreadable, deleted);
    }

    /** How decisions of the same configuration came out. */
    public DecisionCheck check() {
        return check;
    }

    /**
     * Ends the replay.
     *
     * @param from first moment of the traffic; null for the first decision's
     * @param to its end; null for just after the last decision
     */
    public ReplayReport report(Instant madeAt, @Nullable Instant from, @Nullable Instant to) {
        budgets.finish();
        Objects.requireNonNull(madeAt, "madeAt");
        return tally.report(madeAt, from, to, candidate, check);
    }
}
