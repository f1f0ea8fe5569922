package io.promptyard.router.feedback;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.published.RecordPublisher;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Writes the topic of models. Each call returns when the broker has the record, or throws. Thread-safe. */
public final class ModelPublisher implements AutoCloseable {
    private final RecordPublisher<LearnedModel> publisher;

    private ModelPublisher(RecordPublisher<LearnedModel> publisher) {
        this.publisher = publisher;
    }

    ModelPublisher(Producer<String, byte[]> producer, Topic<String, LearnedModel> topic) {
        this(new RecordPublisher<>(producer, topic));
    }

    /** @param client settings of a Kafka client on the cluster */
    public static ModelPublisher connect(Map<String, Object> client, Topic<String, LearnedModel> topic) {
        return new ModelPublisher(RecordPublisher.connect(client, topic, TopicCatalogue.MAX_MODEL_BYTES));
    }

    /** The weights of a version. */
    public void version(LearnedModel model) {
        publisher.put(model.version(), model);
    }

    /** What is to be used as long as no pin holds. */
    public void active(LearnedModel pointer) {
        publisher.put(LearnedModel.ACTIVE, pointer);
    }

    public void pin(LearnedModel pointer) {
        publisher.put(LearnedModel.PIN, pointer);
    }

    /** Takes a version off the shelf. */
    public void remove(String version) {
        publisher.put(version, null);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
