package io.promptyard.simulator;

import java.util.Optional;

/** What a model is known to say to a question, in place of made-up words. Called on event loops: quick, and thread-safe. */
@FunctionalInterface
public interface AnswerKey {
    /** Knows nothing. */
    AnswerKey NONE = (model, question) -> Optional.empty();

    /**
     * @param model as asked for, without fault words
     * @param question text of the last user message
     */
    Optional<String> answer(String model, String question);
}
