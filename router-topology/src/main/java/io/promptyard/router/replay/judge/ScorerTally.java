package io.promptyard.router.replay.judge;

import io.promptyard.router.replay.judge.PairScore.Compared;
import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Likeness;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.report.ScorerFigures;
import java.util.EnumMap;
import java.util.Map;

/**
 * Adds up what one scorer says. It agrees with people on an answer when both call it good, or both do not, good being half of all
 * or more; where it compares only, on a pair when both prefer the same answer or neither. Not thread-safe.
 */
public final class ScorerTally {
    private final String scorer;
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final WeightedMean recorded = new WeightedMean(0, 1);
    private final WeightedMean candidate = new WeightedMean(0, 1);
    private final WeightedMean difference = new WeightedMean(-1, 1);
    private final AgreementCount agreement = new AgreementCount();
    private long failed;

    public ScorerTally(String scorer) {
        this.scorer = scorer;
    }

    /** @param weight prompts that this pair stands for */
    public void add(PairScore score, double weight, HumanRating human) {
        switch (score) {
            case Compared compared -> {
                count(compared.verdict());
                difference.add(sign(compared.verdict()), weight);
                if (human.recorded() != null && human.candidate() != null) {
                    agreement.add(
                            compared.verdict().label(),
                            Verdict.of(human.recorded(), human.candidate(), 0).label());
                }
            }
            case Scored scored -> {
                count(scored.verdict());
                recorded.add(scored.recorded(), weight);
                candidate.add(scored.candidate(), weight);
                difference.add(scored.candidate() - scored.recorded(), weight);
                agree(scored, human);
            }
            case Likeness likeness -> candidate.add(likeness.candidate(), weight);
            case Failed none -> failed++;
        }
    }

    private void agree(Scored scored, HumanRating human) {
        if (human.recorded() != null) {
            agreement.add(HumanRating.word(scored.recorded()), HumanRating.word(human.recorded()));
        }
        if (human.candidate() != null) {
            agreement.add(HumanRating.word(scored.candidate()), HumanRating.word(human.candidate()));
        }
    }

    private void count(Verdict verdict) {
        verdicts.merge(verdict, 1L, Long::sum);
    }

    /** In place of a difference of scores, where there is none: a preferred answer is better by all there is. */
    private static double sign(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> 1;
            case TIE -> 0;
            case WORSE -> -1;
        };
    }

    public ScorerFigures figures() {
        return new ScorerFigures(
                scorer,
                verdicts.getOrDefault(Verdict.BETTER, 0L),
                verdicts.getOrDefault(Verdict.TIE, 0L),
                verdicts.getOrDefault(Verdict.WORSE, 0L),
                failed,
                recorded.estimate(),
                candidate.estimate(),
                difference.estimate(),
                agreement.agreement());
    }
}
