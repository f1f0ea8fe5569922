package io.promptyard.router.judge;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Is told what the judge does. Must be thread-safe, and quick. */
public interface JudgeListener {

    /** A prompt went on at once. */
    void passed(Passed why);

    /** A prompt that waited goes on. */
    void went(Went how, long millis);

    /** A call of the judge ended; null when its cost is not known. */
    void spent(@Nullable BigDecimal usd);

    /** Why the judge was not asked. */
    enum Passed {
        /** The predictions lay outside the band, or there were none, or the prompt names its model. */
        SURE,
        /** The prompt's constraints, its route or a ceiling do not permit it, or the body is sealed. */
        NOT_PERMITTED,
        /** As many prompts wait as may. */
        BUSY,
        /** The prompt's own deadline is nearer than the limit. */
        DEADLINE,
        /** The hour's money is spent. */
        BUDGET,
        /** The record was read again behind a crash, and had gone on before. */
        AGAIN
    }

    /** How a prompt that waited goes on. */
    enum Went {
        /** As the judge rated it. */
        RATED,
        /** Unrated from here on. The time was over. */
        LATE,
        /** The call failed. */
        FAILED,
        /** The answer was no rating. */
        JUNK,
        /** It waited when a task ended, and its next owner let it go. */
        ORPHANED
    }
}
