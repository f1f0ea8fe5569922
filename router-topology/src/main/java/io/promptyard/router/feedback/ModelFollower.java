package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.metrics.LearningMetrics.Fault;
import io.promptyard.router.published.Following;
import io.promptyard.router.published.Sha256;
import java.nio.ByteBuffer;
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
    private final Craft craft;
    private final ModelHolder holder;
    private final LearningMetrics metrics;
    private @Nullable String refused;
    private @Nullable Following following;

    ModelFollower(ModelTopic topic, Craft craft, ModelHolder holder, LearningMetrics metrics) {
        this.topic = topic;
        this.craft = craft;
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
        LearnedModel model = kept.map(topic::load).orElse(null);
        if (model == null || model.weights() == null) {
            refuse(attempt, Fault.MISSING, "it is not in the topic");
        } else {
            load(attempt, model, model.weights());
        }
    }

    private void load(String attempt, LearnedModel model, ByteBuffer weights) {
        byte[] bytes = new byte[weights.remaining()];
        weights.duplicate().get(bytes);
        if (!Sha256.of(bytes).equals(model.sha256())) {
            refuse(attempt, Fault.CORRUPT, "its bytes have another SHA-256 than it says");
            return;
        }
        if (!craft.format().equals(model.format())) {
            refuse(attempt, Fault.UNREADABLE, "its format is " + model.format() + ", not " + craft.format());
            return;
        }
        PromptClassifier classifier;
        try {
            classifier = craft.load(bytes, model.version());
        } catch (OtherBaseException e) {
            refuse(attempt, Fault.UNREADABLE, e.getMessage());
            return;
        } catch (RuntimeException e) {
            refuse(
                    attempt,
                    Fault.UNREADABLE,
                    "its weights cannot be read: " + e.getClass().getSimpleName());
            return;
        }
        holder.use(model.version(), model.createdAt(), classifier);
        switched(model.version());
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
