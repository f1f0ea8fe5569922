package io.promptyard.router.replay.judge;

import io.promptyard.router.replay.judge.PairScore.Failed;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.PairScore.Why;

/** 1 for an answer that is what was expected, else 0. White space counts as one blank, and not at all around the text. */
public record ExactMatch() implements RuleScorer {
    @Override
    public String name() {
        return "exact";
    }

    @Override
    public PairScore score(AnswerPair pair) {
        if (pair.reference() == null) {
            return new Failed(Why.NO_REFERENCE);
        }
        String expected = plain(pair.reference());
        return Scored.of(
                plain(pair.recorded()).equals(expected) ? 1 : 0,
                plain(pair.candidate()).equals(expected) ? 1 : 0,
                0);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
