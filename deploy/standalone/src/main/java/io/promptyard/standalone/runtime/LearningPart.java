package io.promptyard.standalone.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.feedback.Craft;
import io.promptyard.router.feedback.LearnedCraft;
import io.promptyard.router.feedback.LearnerApplication;
import io.promptyard.router.feedback.ModelFollower;
import io.promptyard.router.feedback.ModelGauges;
import io.promptyard.router.feedback.ModelHolder;
import io.promptyard.router.feedback.ModelTopic;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.policy.CatalogueQuality;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of learning a lane has in this process: the classifier that follows published models, and, where the process has
 * that role, the learner.
 */
record LearningPart(PromptClassifier classifier, Optional<LearnerApplication> learner) {

    /** Where nothing is learnt prompts are classified by what ships, and nothing is followed. */
    static LearningPart start(
            Correctable builtIn,
            RouterConfig config,
            LaneTopics lane,
            KafkaSettings kafka,
            boolean learns,
            Parts parts,
            MeterRegistry meters,
            Clock clock) {
        if (!config.learning().enabled()) {
            return new LearningPart(builtIn, Optional.empty());
        }
        LearningMetrics metrics = new LearningMetrics(meters, lane.lane().name());
        ModelHolder holder = new ModelHolder(builtIn);
        Craft craft = new LearnedCraft(builtIn, new CatalogueQuality(config.catalogue()));
        ModelTopic topic = ModelTopic.connect(
                kafka.client(lane.bound().names(), "model-follower"),
                lane.bound().models());
        ModelFollower follower = parts.open("model follower", ModelFollower.start(topic, craft, holder, metrics));
        ModelGauges.register(metrics, holder, follower.shelf(), clock);
        @Nullable LearnerApplication learner = null;
        if (learns) {
            learner = LearnerApplication.create(
                    new LearnerApplication.Parts(
                            config, lane.bound(), kafka, builtIn, craft, follower, holder, metrics, clock),
                    lane.standing().promptPartitions());
        }
        return new LearningPart(holder, Optional.ofNullable(learner));
    }
}
