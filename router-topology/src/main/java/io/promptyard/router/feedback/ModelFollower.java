package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.feedback.ModelLoader.Loaded;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.metrics.LearningMetrics.Fault;
import io.promptyard.router.published.Following;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the holder use the version that the topic of models says, now and from now on: loads and checks it on a thread of
 * its own, then switches. A version that is not there, or that cannot be used, is passed over, counted and logged once,
 * and what was used before goes on being used.
 */
public final class ModelFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);

    private final ModelTopic topic;
    private final ModelLoader loader;
    private final ModelHolder holder;
    private final LearningMetrics metrics;
    private @Nullable String refused;
    private @Nullable Following following;

    ModelFollower(ModelTopic topic, Craft craft, ModelHolder holder, LearningMetrics metrics) {
        this.topic = topic;
        this.loader = new ModelLoader(topic, craft);
        this.holder = holder;
        this.metrics = metrics;
    }

    /** What is published already is in use when this returns. The follower closes the topic. */
    public static ModelFollower start(ModelTopic topic, Craft craft, ModelHolder holder, LearningMetrics metrics) {
        ModelFollower follower = new ModelFollower(topic, craft, holder, metrics);
        try {
            topic.readToEnd();
            follower.follow();
        } catch (RuntimeException e) {
            topic.close();
            throw e;
        }
        follower.following = Following.start("model-follower", topic.topic(), follower::round);
        return follower;
    }

    public ModelShelf shelf() {
        return topic.shelf();
    }

    private void round() {
        topic.poll();
        follow();
    }

    /** Switches when another version is wanted than is used. */
    void follow() {
        String wanted = topic.shelf().wanted();
        if (wanted.equals(holder.version())) {
            refused = null;
            return;
        }
        if (wanted.equals(LearnedModel.BUILT_IN)) {
            holder.useBuiltIn();
            switched(wanted);
            return;
        }
        Optional<ModelShelf.Kept> kept = topic.shelf().find(wanted);
        String attempt = wanted + kept.map(each -> "@" + each.offset()).orElse("");
        if (attempt.equals(refused)) {
            return;
        }
        switch (loader.load(wanted)) {
            case Loaded.Usable usable -> {
                holder.use(wanted, usable.model().createdAt(), usable.classifier());
                switched(wanted);
            }
            case Loaded.Refused no -> refuse(attempt, no.fault(), no.why());
        }
    }

    private void switched(String version) {
        refused = null;
        metrics.switched();
        LOG.info("prompts are classified by model {} from now on", version);
    }

    private void refuse(String attempt, Fault fault, String why) {
        refused = attempt;
        metrics.ignored(fault);
        LOG.error("model {} is not used, {} is: {}", attempt, holder.version(), why);
    }

    @Override
    public void close() {
        if (following != null) {
            following.close();
        }
    }
}
