package io.promptyard.router.policy;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.policy.Arms.Arm;
import io.promptyard.router.policy.Picker.Pick;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import io.promptyard.router.policy.RouteDecision.Waiting;
import io.promptyard.router.policy.RouteTable.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Puts one decision into words and records. Messages are for the caller: they name figures, models and reasons, never
 * what a prompt or a provider said.
 */
record DecisionWriter(
        String configVersion,
        ClassifiedPrompt prompt,
        Instant now,
        @Nullable Plan plan,
        @Nullable Arm arm,
        Facts facts) {
    private static final int MAX_NAME = 200;

    Routed routed(Contest contest, List<Assessed> seen, int alternatives, List<SpendOption> options) {
        Pick pick = contest.winner();
        Target target = pick.chosen().offer().target();
        ClassifiedPrompt onRoute = new ClassifiedPrompt(
                prompt.request(), prompt.classification(), prompt.attempts(), prompt.deadline(), route());
        return new Routed(
                new Dispatch(
                        prompt.request().id(),
                        now,
                        onRoute,
                        target,
                        attempt(),
                        alternatives,
                        configVersion,
                        pick.chosen().cost()),
                record(target, contest.won(seen), propensity(contest), null),
                options);
    }

    Unroutable refused(FailureKind kind, String message) {
        return refused(kind, message, List.of());
    }

    Unroutable refused(FailureKind kind, String message, List<Assessed> seen) {
        return unroutable(kind, message, null, seen);
    }

    Unroutable noRoute() {
        return refused(
                FailureKind.UNROUTABLE,
                prompt.request().redrive() == null
                        ? "no route matches the prompt"
                        : "no route matches, or has the name that the redrive asks for");
    }

    Unroutable modelNotFound(String why) {
        return refused(FailureKind.MODEL_NOT_FOUND, "model not found: " + asked() + " (" + why + ")");
    }

    Unroutable noEmbeddings() {
        return refused(FailureKind.INVALID_REQUEST, "model: " + asked() + " has no embeddings");
    }

    private String asked() {
        String asked = prompt.request().model();
        return asked.length() > MAX_NAME ? asked.substring(0, MAX_NAME) + "…" : asked;
    }

    Unroutable outOfTime() {
        String message = prompt.attempts().isEmpty()
                ? "the deadline passed before any attempt"
                : "the deadline passed" + afterAttempts();
        return refused(FailureKind.DEADLINE_EXCEEDED, message);
    }

    /** Attempts were made and no further one is possible. */
    Unroutable exhausted(List<Assessed> seen) {
        if (prompt.attempts().isEmpty()) {
            return refused(FailureKind.UNROUTABLE, "no attempt is permitted", seen);
        }
        AttemptSummary last = prompt.attempts().getLast();
        return unroutable(last.kind(), "no further attempt" + afterAttempts(), last.retryAfterMillis(), seen);
    }

    /** All that is permitted is cooling. */
    Waiting waits(Cooling cooling, List<Assessed> seen) {
        List<Candidate> candidates = seen.stream().map(Assessed::passedOver).toList();
        return new Waiting(
                cooling.until(),
                cooling.targets(),
                record(null, candidates, 1, null),
                unavailable(cooling, "and too many prompts wait already", seen));
    }

    /** The same where there is no time, or no leave, to wait. */
    Unroutable unavailable(Cooling cooling, String why, List<Assessed> seen) {
        String words =
                "every permitted target is cooling, the first is expected back at " + cooling.until() + ", " + why;
        long millis = Math.max(1, Duration.between(now, cooling.until()).toMillis());
        FailureKind kind = cooling.failing() ? FailureKind.CIRCUIT_OPEN : FailureKind.RATE_LIMITED;
        return unroutable(kind, words, millis, seen);
    }

    Unroutable overCeiling(Contest contest, Ceilings ceilings, List<Assessed> seen) {
        Assessed choice = contest.pick().chosen();
        String cost = choice.cost() == null ? "not known" : Usd.plain(choice.cost());
        String ceiling = Objects.requireNonNull(ceilings.refuse()).toPlainString();
        return new Unroutable(
                FailureKind.OVER_BUDGET,
                "expected cost of " + choice.offer().name() + " is " + cost + " USD, the ceiling " + ceiling,
                null,
                record(null, contest.overCeiling(seen, cost + " over " + ceiling), 1, FailureKind.OVER_BUDGET));
    }

    /** Nothing passed the gate at first: the kind is that of the check that came nearest to letting one through. */
    Unroutable nonePermitted(Asked asked, List<Assessed> seen) {
        // In the order of the checks, so that the last is the one that came nearest.
        Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
        for (Assessed assessed : seen) {
            if (assessed.removal() != null) {
                counts.merge(assessed.removal().reason(), 1, Integer::sum);
            }
        }
        Reason nearest =
                counts.keySet().stream().reduce((first, later) -> later).orElse(Reason.PROVIDER);
        FailureKind kind = nearest == Reason.PRICE
                ? FailureKind.OVER_BUDGET
                : nearest == Reason.WINDOW ? FailureKind.CONTEXT_TOO_LONG : FailureKind.UNROUTABLE;
        return refused(kind, none(asked, seen, counts), seen);
    }

    private static String none(Asked asked, List<Assessed> seen, Map<Reason, Integer> counts) {
        if (asked instanceof Asked.Exactly exactly
                && seen.size() == 1
                && seen.getFirst().removal() != null) {
            Assessed.Removal removal = seen.getFirst().removal();
            return exactly.offer().name() + " is not permitted: "
                    + removal.reason().word() + " (" + removal.detail() + ")";
        }
        StringJoiner reasons = new StringJoiner(", ", "no target is permitted: ", " of " + seen.size());
        counts.forEach((reason, count) -> reasons.add(reason.word() + " " + count));
        return counts.isEmpty() ? "no target is permitted: the route has none" : reasons.toString();
    }

    private String afterAttempts() {
        int count = prompt.attempts().size();
        AttemptSummary last = prompt.attempts().getLast();
        return " after " + count + (count == 1 ? " attempt" : " attempts") + "; the last failed with " + last.kind()
                + " at " + last.target();
    }

    private Unroutable unroutable(
            FailureKind kind, String message, @Nullable Long retryAfterMillis, List<Assessed> seen) {
        List<Candidate> candidates = seen.stream().map(Assessed::passedOver).toList();
        return new Unroutable(kind, message, retryAfterMillis, record(null, candidates, 1, kind));
    }

    private RoutingDecision record(
            @Nullable Target target, List<Candidate> candidates, double propensity, @Nullable FailureKind refusal) {
        PromptRequest request = prompt.request();
        return new RoutingDecision(
                request.id(),
                now,
                request.tenant(),
                request.endpoint(),
                request.tags(),
                request.model(),
                configVersion,
                prompt.classification(),
                route(),
                plan == null ? "" : plan.route().strategy().label(),
                target,
                candidates,
                attempt(),
                propensity,
                refusal,
                request.experiment(),
                facts.turn().taken(),
                facts.outputTokens(),
                arm == null ? null : arm.name(),
                null,
                prompt.deadline(),
                null,
                List.of());
    }

    /** Of first choices, where there are arms: that of the arm, times that of the pick in it. */
    private double propensity(Contest contest) {
        double picked = contest.winner().propensity();
        boolean assigned = arm != null && prompt.attempts().isEmpty();
        return assigned && (contest.inArm() || !arm.leaves()) ? arm.share() * picked : picked;
    }

    /** Whether a first choice is to be asked of an arm before the route's own. */
    boolean leaves() {
        return arm != null && arm.leaves() && prompt.attempts().isEmpty();
    }

    private int attempt() {
        return prompt.attempts().size() + 1;
    }

    private String route() {
        return plan == null ? "" : plan.route().name();
    }
}
