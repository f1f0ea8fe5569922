package io.promptyard.router.classify.learned;

import io.promptyard.router.classify.PromptClassifier;
import java.util.Optional;

/** What ships with the router, and what was learnt from the log can be laid over. Thread-safe. */
public interface Correctable extends PromptClassifier {
    /** What a correction must have been learnt over. */
    String version();

    /** What prompts it was learnt from; empty where it was not, or does not say. */
    default Optional<LearntFrom> learntFrom() {
        return Optional.empty();
    }

    /**
     * The same with the correction in its scores.
     *
     * @param version what it is to call itself
     */
    PromptClassifier corrected(Correction correction, String version);
}
