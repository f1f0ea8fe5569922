package io.promptyard.router.replay;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.RouteDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes recorded decisions again by another configuration, from what was known when they were made. By the same configuration
 * they come out the same. Decisions are to come in the order of their times. Calls nobody; not thread-safe.
 */
public final class Redecider {
    /** A prompt that waits is looked at again when a target is expected back; each such step is later than the one before. */
    private static final int MOST_STEPS = 50;

    private final RouterConfig candidate;
    private final CostAwarePolicy policy;
    private final Known known = new Known();
    private LiveState last = LiveState.NONE;

    public Redecider(RouterConfig candidate) {
        this.candidate = candidate;
        this.policy = CostAwarePolicy.of(candidate);
    }

    /** A first decision, to its end: where the candidate would have the prompt wait, what it says when a target is back. */
    public RouteDecision decide(PromptRequest request, Classification classification, RoutingDecision was) {
        LiveState live = known.at(was);
        last = live;
        ClassifiedPrompt prompt = prompt(request, classification, List.of(), was);
        Instant now = was.at();
        RouteDecision decision = policy.decide(prompt, now, live);
        if (decision instanceof RouteDecision.Waiting waiting
                && was.refusal() == waiting.otherwise().kind()) {
            return waiting.otherwise(); // who would wait and was refused at that moment found the line full
        }
        for (int i = 0; i < MOST_STEPS && decision instanceof RouteDecision.Waiting waiting; i++) {
            Instant next = now.plusMillis(1);
            now = waiting.until().isAfter(next) ? waiting.until() : next;
            decision = policy.decide(prompt, now, live);
        }
        return decision;
    }

    /**
     * The probability with which the policy of the decision just made gives the prompt to each target, over all that chance decides:
     * what an estimate weighs outcomes by, and not the one draw that {@code now} is.
     */
    Map<Target, Double> chances(PromptRequest request, RoutingDecision now, RoutingDecision was) {
        Target target = now.target();
        if (target == null) {
            return Map.of();
        }
        if (now.propensity() == 1 && now.arm() == null) {
            return Map.of(target, 1.0);
        }
        Map<Target, Double> chances =
                policy.chances(prompt(request, now.classification(), List.of(), was), now.at(), last);
        return chances.containsKey(target) ? chances : Map.of(target, 1.0);
    }

    /** Any decision as it was made at its moment, waiting and fallbacks included. */
    RouteDecision again(PromptRequest request, List<AttemptSummary> attempts, RoutingDecision was) {
        return policy.decide(prompt(request, was.classification(), attempts, was), was.at(), known.at(was));
    }

    /** Remembers what a decision knew that is not made again. */
    void saw(RoutingDecision was) {
        known.at(was);
    }

    private ClassifiedPrompt prompt(
            PromptRequest request, Classification classification, List<AttemptSummary> attempts, RoutingDecision was) {
        Instant deadline = was.deadline() != null
                ? was.deadline()
                : Objects.requireNonNullElseGet(
                        request.deadline(),
                        () -> was.at().plus(candidate.retries().deadline()));
        return new ClassifiedPrompt(request, classification, attempts, deadline, "");
    }
}
