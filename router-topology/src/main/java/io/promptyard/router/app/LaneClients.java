package io.promptyard.router.app;

import io.promptyard.topic.TopicSpec;
import java.util.Collection;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients that the applications of a lane are made with. Stateless. */
public final class LaneClients {
    private LaneClients() {}

    /**
     * @param topics of the lane
     * @param committed called, under exactly-once, on the stream thread after each commit
     */
    public static KafkaClientSupplier of(
            KafkaSettings kafka, String applicationId, Collection<TopicSpec> topics, Runnable committed) {
        PlainClients plain = new PlainClients();
        return kafka.exactlyOnce()
                ? new TransactionalClients(
                        plain,
                        applicationId + "-" + kafka.instance(),
                        new RecordLimits(topics, kafka.maxNoteBytes()),
                        committed)
                : plain;
    }
}
