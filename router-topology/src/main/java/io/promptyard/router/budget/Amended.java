package io.promptyard.router.budget;

import io.promptyard.model.BudgetUse;
import io.promptyard.model.Candidate;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of a decision after budgets had their say: which target it is now, and why not the one that was picked. */
final class Amended {
    static final String OVER_BUDGET = "over-budget";
    static final String OVER_LIMIT = "over-limit";

    private Amended() {}

    static RoutingDecision to(Reservation request, Target target, String reason, Instant now, List<BudgetUse> used) {
        RoutingDecision decision = request.decision();
        return target.equals(request.dispatch().target())
                ? decision.judged(decision.candidates(), target, null, now, used)
                : amended(decision, target, null, reason, now, used);
    }

    static RoutingDecision refused(
            Reservation request, FailureKind kind, String reason, Instant now, List<BudgetUse> used) {
        return amended(request.decision(), null, kind, reason, now, used);
    }

    private static RoutingDecision amended(
            RoutingDecision decision,
            @Nullable Target target,
            @Nullable FailureKind refusal,
            String reason,
            Instant now,
            List<BudgetUse> used) {
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
        return decision.judged(candidates, target, refusal, now, used);
    }

    private static Candidate with(Candidate each, Candidate.State state, String reason) {
        return new Candidate(
                each.target(), state, reason, "", each.score(), each.expectedCostUsd(), each.targetState());
    }
}
