package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.router.replay.judge.PairScore;
import java.util.Map;

/** Through what an experiment asks, has scored, and tells of it. All of it is thread-safe. */
record Desk(Purse purse, PairScoring scoring, Teller teller) {

    /** Hears every score. */
    interface Teller {
        /**
         * @param prompt the copy that was answered by {@code target}
         * @param original id under which the answer of {@code before} is known
         */
        void tell(PromptRequest prompt, Target target, String original, Target before, Map<String, PairScore> scores);
    }
}
