package io.promptyard.router.budget;

import io.promptyard.model.Candidate;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of a decision after budgets had their say: which target it is now, and why not the one that was picked. */
final class Amended {
    static final String OVER_BUDGET = "over-budget";
    static final String OVER_LIMIT = "over-limit";

    private Amended() {}

    static RoutingDecision to(Reservation request, Target target, String reason) {
        return target.equals(request.dispatch().target())
                ? request.decision()
                : amended(request.decision(), target, null, reason);
    }

    static RoutingDecision refused(Reservation request, FailureKind kind, String reason) {
        return amended(request.decision(), null, kind, reason);
    }

    private static RoutingDecision amended(
            RoutingDecision decision, @Nullable Target target, @Nullable FailureKind refusal, String reason) {
        List<Candidate> candidates = new ArrayList<>();
        for (Candidate each : decision.candidates()) {
            if (each.target().equals(target)) {
                candidates.add(with(each, Candidate.State.CHOSEN, ""));
            } else if (each.state() == Candidate.State.CHOSEN) {
                candidates.add(with(each, Candidate.State.ELIGIBLE, reason));
            } else {
                candidates.add(each);
            }
        }
        return new RoutingDecision(
                decision.id(),
                decision.at(),
                decision.tenant(),
                decision.endpoint(),
                decision.tags(),
                decision.modelAsked(),
                decision.configVersion(),
                decision.classification(),
                decision.route(),
                decision.strategy(),
                target,
                candidates,
                decision.attempt(),
                decision.propensity(),
                refusal,
                decision.experiment(),
                decision.turn(),
                decision.predictedOutputTokens(),
                decision.arm(),
                decision.shadow());
    }

    private static Candidate with(Candidate each, Candidate.State state, String reason) {
        return new Candidate(
                each.target(), state, reason, "", each.score(), each.expectedCostUsd(), each.targetState());
    }
}
