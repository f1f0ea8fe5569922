package io.promptyard.router.feedback;

import io.promptyard.model.Classification;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.PromptClassifier;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The classifier in use. It is looked up once for each prompt, so that a prompt is classified by one model, whole, and
 * the next one by the next. Thread-safe; a switch waits for nobody.
 */
public final class ModelHolder implements PromptClassifier {
    private final PromptClassifier builtIn;
    private final AtomicReference<Loaded> current;

    private record Loaded(String version, Instant since, PromptClassifier classifier) {}

    public ModelHolder(PromptClassifier builtIn) {
        this.builtIn = Objects.requireNonNull(builtIn, "builtIn");
        this.current = new AtomicReference<>(new Loaded(LearnedModel.BUILT_IN, Instant.EPOCH, builtIn));
    }

    @Override
    public Classification classify(PromptRequest request) {
        return current.get().classifier().classify(request);
    }

    public String version() {
        return current.get().version();
    }

    /** When the model in use was learnt; the epoch for the built-in one. */
    Instant learntAt() {
        return current.get().since();
    }

    void use(String version, Instant learntAt, PromptClassifier classifier) {
        current.set(new Loaded(version, learntAt, classifier));
    }

    void useBuiltIn() {
        use(LearnedModel.BUILT_IN, Instant.EPOCH, builtIn);
    }
}
