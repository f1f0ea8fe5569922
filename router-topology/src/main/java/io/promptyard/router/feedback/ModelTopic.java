package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.published.PublishedTopic;
import io.promptyard.topic.Topic;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of models, and keeps a shelf of what stands there. For one thread, as {@link PublishedTopic} is. */
public final class ModelTopic implements AutoCloseable, PublishedTopic.Taker<LearnedModel> {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);

    private final PublishedTopic<LearnedModel> topic;
    private final ModelShelf shelf = new ModelShelf();

    private ModelTopic(PublishedTopic<LearnedModel> topic) {
        this.topic = topic;
    }

    ModelTopic(Consumer<byte[], byte[]> consumer, Topic<String, LearnedModel> topic) {
        this(new PublishedTopic<>(consumer, topic));
    }

    /** @param client settings of a Kafka client on the cluster */
    public static ModelTopic connect(Map<String, Object> client, Topic<String, LearnedModel> topic) {
        return new ModelTopic(PublishedTopic.connect(client, topic));
    }

    PublishedTopic<LearnedModel> topic() {
        return topic;
    }

    public ModelShelf shelf() {
        return shelf;
    }

    /** Whether there is such a topic: a lane that never learnt may have none. */
    public boolean exists() {
        return topic.exists();
    }

    /** Reads to where the topic ends now. */
    public ModelShelf readToEnd() {
        topic.readToEnd(this);
        return shelf;
    }

    /** Reads what has come; waits for a moment when nothing has. */
    void poll() {
        topic.poll(this);
    }

    @Override
    public void take(String key, @Nullable LearnedModel model, long offset, Instant written) {
        shelf.put(key, model, offset);
    }

    @Override
    public void unreadable(String key, long offset, RuntimeException why) {
        LOG.warn(
                "model record at offset {} is not readable: {}",
                offset,
                why.getClass().getSimpleName());
    }

    /** A version with its weights; null when its record is not there any more. */
    @Nullable
    LearnedModel load(ModelShelf.Kept kept) {
        return topic.again(kept.offset());
    }

    @Override
    public void close() {
        topic.close();
    }
}
