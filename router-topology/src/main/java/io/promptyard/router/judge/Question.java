package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.router.own.Purse.Ticket;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the judge would be asked of a prompt: permitted, and not asked yet. {@code boundUsd} is the most that it can cost, null where no budget
 * asks; {@code paid} is told when it has ended.
 */
record Question(
        ClassifiedPrompt prompt,
        Dispatch dispatch,
        @Nullable BigDecimal boundUsd,
        Ticket paid) {

    /** One that nobody set money aside for yet. */
    Question(ClassifiedPrompt prompt, Dispatch dispatch, @Nullable BigDecimal boundUsd) {
        this(prompt, dispatch, boundUsd, cost -> {});
    }

    Question paidBy(Ticket ticket) {
        return new Question(prompt, dispatch, boundUsd, ticket);
    }
}
