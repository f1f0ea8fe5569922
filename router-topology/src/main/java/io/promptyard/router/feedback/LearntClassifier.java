package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.feedback.ModelLoader.Loaded;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A classifier with what was learnt from a lane's log, for who classifies beside its routers.
 *
 * @param version of what was learnt, {@link LearnedModel#BUILT_IN} for nothing
 * @param learntFrom what that was learnt from; empty for nothing
 * @param passedOver the version that was asked for, and why it is not used; empty where it is
 */
public record LearntClassifier(
        String version, PromptClassifier classifier, Optional<LearntFrom> learntFrom, Optional<String> passedOver) {

    /**
     * What a router that starts now would classify by: the version that is published as the one to use, and the built-in one where there is
     * none, or where it cannot be used over {@code builtIn}. Reads the topic to its end.
     *
     * @param craft over {@code builtIn}, with the router's expectations of models
     * @param version instead of the one to use; null for that
     */
    public static LearntClassifier find(
            ModelTopic topic, Craft craft, PromptClassifier builtIn, @Nullable String version) {
        String wanted = wanted(topic, version);
        if (wanted.equals(LearnedModel.BUILT_IN)) {
            return new LearntClassifier(wanted, builtIn, Optional.empty(), Optional.empty());
        }
        return switch (new ModelLoader(topic, craft).load(wanted)) {
            case Loaded.Usable usable ->
                new LearntClassifier(
                        wanted, usable.classifier(), Optional.of(LearntLabels.of(usable.model())), Optional.empty());
            case Loaded.Refused no ->
                new LearntClassifier(
                        LearnedModel.BUILT_IN, builtIn, Optional.empty(), Optional.of(wanted + ": " + no.why()));
        };
    }

    private static String wanted(ModelTopic topic, @Nullable String version) {
        if (!topic.exists()) {
            return version == null ? LearnedModel.BUILT_IN : version;
        }
        ModelShelf shelf = topic.readToEnd();
        return version == null ? shelf.wanted() : version;
    }
}
