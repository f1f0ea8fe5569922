package io.promptyard.standalone.replay.live;

import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.replay.judge.HumanRating;
import io.promptyard.router.replay.judge.PairScore;
import io.promptyard.router.replay.judge.ScorerTally;
import io.promptyard.router.replay.report.GroupFigures;
import io.promptyard.router.replay.report.ScorerFigures;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A group of sampled prompts under both policies; quality is what the first scorer says. Not thread-safe. */
final class GroupTally {
    private final String group;
    private final PolicySums recorded = new PolicySums();
    private final PolicySums candidate = new PolicySums();
    private final PaidSums paid = new PaidSums();
    private final ScorerTally first;
    private long prompts;
    private long moved;

    GroupTally(String group) {
        this.group = group;
        this.first = new ScorerTally(group);
    }

    void add(Seen seen) {
        prompts++;
        moved += seen.isMoved() ? 1 : 0;
        recorded.add(
                seen.was(),
                seen.facts().response(seen.each().original()),
                seen.facts().calls(seen.each().original()),
                seen.weight());
        candidate.add(seen.now(), seen.each().response(), seen.own().calls(seen.id()), seen.weight());
        paid.add(seen);
        PairScore score = seen.first();
        if (score != null) {
            first.add(score, seen.weight(), HumanRating.NONE);
        }
    }

    GroupFigures figures() {
        ScorerFigures quality = first.figures();
        return new GroupFigures(
                group,
                prompts,
                moved,
                recorded.figures(quality.recorded()),
                candidate.figures(quality.candidate()),
                quality.difference(),
                paid.comparison());
    }

    /**
     * A case with what the log has of it.
     *
     * @param was the recorded decision; null when the log has it no more
     * @param now the candidate's; null when it made none
     * @param first what the first scorer says; null when there is none
     * @param weight prompts that it stands for
     */
    record Seen(
            LiveCase each,
            @Nullable RoutingDecision was,
            @Nullable RoutingDecision now,
            RecordedFacts facts,
            RecordedFacts own,
            @Nullable PairScore first,
            double weight) {

        /** The id that it has in the experiment's topics. */
        String id() {
            return Objects.requireNonNull(each.response()).id().value();
        }

        @Nullable
        Target from() {
            return was == null ? null : was.target();
        }

        @Nullable
        Target to() {
            return now == null ? null : now.target();
        }

        String fromRoute() {
            return was == null ? "" : was.route();
        }

        String toRoute() {
            return now == null ? "" : now.route();
        }

        boolean isMoved() {
            return was != null
                    && now != null
                    && !(Objects.equals(from(), to())
                            && (to() == null || fromRoute().equals(toRoute())));
        }
    }
}
