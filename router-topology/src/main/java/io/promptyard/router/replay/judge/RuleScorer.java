package io.promptyard.router.replay.judge;

/** Scores a pair by itself, without asking anybody. Thread-safe; must not throw for what the texts hold. */
public interface RuleScorer {
    /** As the report names it. */
    String name();

    PairScore score(AnswerPair pair);
}
