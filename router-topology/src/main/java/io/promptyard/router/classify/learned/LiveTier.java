package io.promptyard.router.classify.learned;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.PromptClassifier;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tier of the moment, where the priors that it starts from may change. It is looked up once for each prompt, so that a prompt
 * is classified by one of them, whole. All have the same version: what is learnt over one holds over the next. Thread-safe.
 */
public final class LiveTier implements Correctable {
    private final Supplier<? extends Correctable> current;

    public LiveTier(Supplier<? extends Correctable> current) {
        this.current = current;
    }

    @Override
    public String version() {
        return current.get().version();
    }

    @Override
    public Optional<LearntFrom> learntFrom() {
        return current.get().learntFrom();
    }

    @Override
    public Classification classify(PromptRequest request) {
        return current.get().classify(request);
    }

    @Override
    public PromptClassifier corrected(Correction correction, String version) {
        return new Corrected(correction, version);
    }

    private final class Corrected implements PromptClassifier {
        private final Correction correction;
        private final String version;
        private volatile Over latest;

        private Corrected(Correction correction, String version) {
            this.correction = correction;
            this.version = version;
            this.latest = over(current.get());
        }

        @Override
        public Classification classify(PromptRequest request) {
            Correctable below = current.get();
            Over over = latest;
            if (!over.below().equals(below)) {
                over = over(below); // two threads may both make it: the same, twice
                latest = over;
            }
            return over.classifier().classify(request);
        }

        private Over over(Correctable below) {
            return new Over(below, below.corrected(correction, version));
        }
    }

    private record Over(Correctable below, PromptClassifier classifier) {}
}
