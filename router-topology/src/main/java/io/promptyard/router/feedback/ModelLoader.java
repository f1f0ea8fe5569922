package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.metrics.LearningMetrics.Fault;
import io.promptyard.router.published.Sha256;
import java.nio.ByteBuffer;

/** Loads and checks versions that stand in the topic of models. For one thread, as {@link ModelTopic} is. */
final class ModelLoader {
    private final ModelTopic topic;
    private final Craft craft;

    ModelLoader(ModelTopic topic, Craft craft) {
        this.topic = topic;
        this.craft = craft;
    }

    /** What came of it. */
    sealed interface Loaded {
        record Usable(LearnedModel model, PromptClassifier classifier) implements Loaded {}

        /** {@code why} is for people: it ends a sentence that begins with the version. */
        record Refused(Fault fault, String why) implements Loaded {}
    }

    /** @param version as it is known to the topic's shelf; not the built-in one */
    Loaded load(String version) {
        LearnedModel model = topic.shelf().find(version).map(topic::load).orElse(null);
        return model == null || model.weights() == null
                ? new Loaded.Refused(Fault.MISSING, "it is not in the topic")
                : load(model, model.weights());
    }

    private Loaded load(LearnedModel model, ByteBuffer weights) {
        byte[] bytes = new byte[weights.remaining()];
        weights.duplicate().get(bytes);
        if (!Sha256.of(bytes).equals(model.sha256())) {
            return new Loaded.Refused(Fault.CORRUPT, "its bytes have another SHA-256 than it says");
        }
        if (!craft.format().equals(model.format())) {
            return new Loaded.Refused(Fault.UNREADABLE, "its format is " + model.format() + ", not " + craft.format());
        }
        try {
            return new Loaded.Usable(model, craft.load(bytes, model.version()));
        } catch (OtherBaseException e) {
            return new Loaded.Refused(Fault.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Loaded.Refused(
                    Fault.UNREADABLE,
                    "its weights cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
