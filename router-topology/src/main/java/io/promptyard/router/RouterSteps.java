package io.promptyard.router;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.deadletter.Scrubbed;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the router as functions, each around a pure one. An error of our own becomes a refusal of kind
 * {@code INTERNAL}; nothing here throws. A
 * deeply nested prompt that overflows the stack is such an error: it would kill every thread that reads it. Thread-safe.
 */
final class RouterSteps {
    private static final Logger LOG = LoggerFactory.getLogger(RouterSteps.class);

    private final PromptClassifier classifier;
    private final RoutingPolicy policy;
    private final RouterConfig config;
    private final DeadLetterFactory deadLetters;
    private final Consumer<ShadowCall> shadows;
    private final RouterMetrics metrics;
    private final Clock clock;

    RouterSteps(
            PromptClassifier classifier,
            RoutingPolicy policy,
            RouterConfig config,
            DeadLetterFactory deadLetters,
            Consumer<ShadowCall> shadows,
            RouterMetrics metrics,
            Clock clock) {
        this.classifier = classifier;
        this.policy = policy;
        this.config = config;
        this.deadLetters = deadLetters;
        this.shadows = shadows;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Without a deadline of its own a prompt has the configured time from now, whatever its producer's clock says. */
    Step classify(Step step) {
        if (!(step instanceof Step.Accepted accepted)) {
            return step;
        }
        PromptRequest request = accepted.request();
        try {
            Instant deadline = request.deadline() != null
                    ? request.deadline()
                    : now().plus(config.retries().deadline());
            return new Step.Classified(
                    new ClassifiedPrompt(request, classifier.classify(request), List.of(), deadline, ""));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(request, List.of(), Names.CLASSIFY_PROMPT, e);
        }
    }

    /** As exact as records say it: a replay of them must know the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static Step reroute(Reroute reroute) {
        return new Step.Classified(reroute.prompt());
    }

    Step decide(Step step) {
        if (!(step instanceof Step.Classified classified)) {
            return step;
        }
        ClassifiedPrompt prompt = classified.prompt();
        try {
            return new Step.Decided(prompt, policy.decide(prompt, now()));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(prompt.request(), prompt.attempts(), Names.DECIDE_ROUTE, e);
        }
    }

    /** What is acted upon, for the record; and those who count it are told. */
    List<RoutingDecision> decisions(Step step) {
        if (!(step instanceof Step.Decided decided)) {
            return List.of();
        }
        policy.acted(decided.decision(), clock.instant());
        metrics.decided(decided.decision());
        shadow(decided.decision());
        return reserves(step) ? List.of() : List.of(decided.decision().record());
    }

    /** Whatever becomes of the copy, the prompt goes on. */
    private void shadow(RouteDecision decision) {
        if (decision instanceof RouteDecision.Routed routed && routed.shadow() != null) {
            try {
                shadows.accept(routed.shadow());
            } catch (RuntimeException e) {
                LOG.error("shadow of request {} failed: {}", routed.dispatch().id(), Scrubbed.trace(e));
            }
        }
    }

    /** Not acted upon: its prompt is decided again later. */
    void withdraw(RouteDecision decision) {
        policy.withdrawn(decision);
    }

    static boolean waits(Step step) {
        return step instanceof Step.Decided decided && decided.decision() instanceof RouteDecision.Waiting;
    }

    /** Whether budgets have a say: then the decision is theirs to record too. */
    static boolean reserves(Step step) {
        return step instanceof Step.Decided decided
                && decided.decision() instanceof RouteDecision.Routed routed
                && !routed.options().isEmpty();
    }

    static Reservation reservation(Step step, String lane) {
        if (step instanceof Step.Decided decided && decided.decision() instanceof RouteDecision.Routed routed) {
            return new Reservation(routed.dispatch(), routed.record(), routed.options(), lane);
        }
        throw new IllegalStateException("not routed: " + step.getClass().getSimpleName());
    }

    static boolean routedTo(Step step, ProviderId provider) {
        return step instanceof Step.Decided decided
                && decided.decision() instanceof RouteDecision.Routed routed
                && routed.dispatch().target().provider().equals(provider);
    }

    static Dispatch dispatch(Step step) {
        if (step instanceof Step.Decided decided && decided.decision() instanceof RouteDecision.Routed routed) {
            return routed.dispatch();
        }
        throw new IllegalStateException("not routed: " + step.getClass().getSimpleName());
    }

    /** The end of whatever has no dispatch. */
    Burial bury(Step step) {
        return switch (step) {
            case Step.Refused refused -> refused.burial();
            case Step.Decided decided -> unroutable(decided);
            case Step.Accepted accepted -> undecided(accepted.request());
            case Step.Classified classified -> undecided(classified.prompt().request());
        };
    }

    private Burial unroutable(Step.Decided decided) {
        return switch (decided.decision()) {
            case RouteDecision.Unroutable no ->
                burial(decided.prompt(), no.kind(), no.message(), no.retryAfterMillis());
            case RouteDecision.Waiting waiting -> undecided(decided.prompt().request());
            case RouteDecision.Routed routed ->
                burial(
                        decided.prompt(),
                        FailureKind.INTERNAL,
                        "no worker for provider " + routed.dispatch().target().provider(),
                        null);
        };
    }

    private Burial undecided(PromptRequest request) {
        return burial(request, List.of(), FailureKind.INTERNAL, Names.DECIDE_ROUTE, "left undecided", "", null);
    }

    private Burial burial(ClassifiedPrompt prompt, FailureKind kind, String message, @Nullable Long retryAfterMillis) {
        return burial(
                prompt.request(),
                prompt.attempts(),
                kind,
                Names.DECIDE_ROUTE,
                message,
                prompt.route(),
                retryAfterMillis);
    }

    private Step failed(PromptRequest request, List<AttemptSummary> attempts, String stage, Throwable e) {
        LOG.error("{} failed for request {}: {}", stage, request.id(), Scrubbed.trace(e));
        String message = stage + " failed: " + e.getClass().getSimpleName();
        return new Step.Refused(burial(request, attempts, FailureKind.INTERNAL, stage, message, "", null));
    }

    private Burial burial(
            PromptRequest request,
            List<AttemptSummary> attempts,
            FailureKind kind,
            String stage,
            String message,
            String route,
            @Nullable Long retryAfterMillis) {
        Instant now = clock.instant();
        BigDecimal cost = AttemptCosts.sum(attempts, BigDecimal.ZERO);
        metrics.refused(kind);
        return new Burial(
                request.replyPartition(),
                deadLetters.refusal(request, kind, message, route, retryAfterMillis, attempts, cost, now),
                deadLetters.refused(request, kind, stage, message, route, attempts, now));
    }
}
