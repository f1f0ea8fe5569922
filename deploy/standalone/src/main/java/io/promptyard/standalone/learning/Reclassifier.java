package io.promptyard.standalone.learning;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.second.SecondTierListener;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.feedback.LearnedCraft;
import io.promptyard.router.feedback.LearntClassifier;
import io.promptyard.router.feedback.ModelTopic;
import io.promptyard.router.policy.CatalogueQuality;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.runtime.SecondTier;
import io.promptyard.standalone.runtime.ShippedClassifier;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies recorded prompts as a lane's routers would now under a configuration: by the tiers that it configures, and what was
 * learnt from that lane's log over them. The judge is asked nothing. Owns the second tier; whoever opened it closes it.
 */
public final class Reclassifier implements AutoCloseable {
    private final SecondTier second;
    private final LearntClassifier learnt;
    private final List<LearntFrom> learntFrom;

    private Reclassifier(SecondTier second, Correctable tiers, LearntClassifier learnt) {
        this.second = second;
        this.learnt = learnt;
        this.learntFrom = Stream.concat(tiers.learntFrom().stream(), learnt.learntFrom().stream())
                .filter(LearntFrom::ofLog)
                .toList();
    }

    /**
     * @param version of what was learnt from the log, {@link LearnedModel#BUILT_IN} for none of it; null for what routers use now, where the
     *     configuration enables learning
     * @throws NoSuchVersionException when the version that is named cannot be used
     * @throws java.net.ConnectException when nobody answers there
     * @throws io.promptyard.standalone.StartupException when a model of the configuration cannot be used
     */
    public static Reclassifier open(
            RouterConfig config, ClusterAddress cluster, TopicNames lane, @Nullable String version) throws IOException {
        Correctable first = ShippedClassifier.of(config, System::nanoTime);
        SecondTier second = SecondTier.of(config.classifier());
        try {
            Correctable tiers = second.over(first, SecondTierListener.NONE, System::nanoTime);
            return new Reclassifier(second, tiers, learnt(config, tiers, cluster, lane, version));
        } catch (IOException | RuntimeException e) {
            second.close();
            throw e;
        }
    }

    private static LearntClassifier learnt(
            RouterConfig config, Correctable tiers, ClusterAddress cluster, TopicNames lane, @Nullable String version)
            throws IOException {
        if (LearnedModel.BUILT_IN.equals(version)
                || version == null && !config.learning().enabled()) {
            return new LearntClassifier(LearnedModel.BUILT_IN, tiers, Optional.empty(), Optional.empty());
        }
        cluster.knock();
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                ModelTopic topic = ModelTopic.connect(
                        cluster.client(Map.of()), RouterTopics.of(lane, serdes).models())) {
            LearntClassifier learnt = LearntClassifier.find(
                    topic, new LearnedCraft(tiers, new CatalogueQuality(config.catalogue())), tiers, version);
            if (version != null && learnt.passedOver().isPresent()) {
                throw new NoSuchVersionException(learnt.passedOver().get());
            }
            return learnt;
        }
    }

    public PromptClassifier classifier() {
        return learnt.classifier();
    }

    /** What prompts of a log the classifier was learnt from: of these it has been told how they came out. */
    public List<LearntFrom> learntFrom() {
        return learntFrom;
    }

    /** For people, where what routers use now cannot be used under this configuration: which, and why. */
    public Optional<String> passedOver() {
        return learnt.passedOver();
    }

    @Override
    public void close() {
        second.close();
    }
}
