package io.promptyard.router.ingress;

import org.jspecify.annotations.Nullable;

/** Gives the answer of an earlier prompt again, to a repeat of it. */
@FunctionalInterface
public interface PastAnswers {
    /**
     * Copies the response at {@code place} to where the repeat's reader reads. Returns at once, from any thread; best
     * effort: a repeat that gets nothing may be repeated.
     */
    void repeat(String id, AnswerPlace place, @Nullable Integer replyPartition);
}
