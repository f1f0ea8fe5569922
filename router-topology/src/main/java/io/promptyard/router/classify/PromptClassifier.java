package io.promptyard.router.classify;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;

/**
 * Says what kind of prompt a prompt is. Thread-safe; bounded in time for any input; deterministic but for
 * {@link Classification#micros()}. A sealed body is classified by its envelope alone.
 */
@FunctionalInterface
public interface PromptClassifier {
    Classification classify(PromptRequest request);
}
