package io.promptyard.router.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A stream thread's consumer that fetches no dispatches for a task that takes in no more for now: a processor
 * cannot refuse a record, so the record must not be fetched. Outcomes always flow. What Streams itself pauses stays
 * paused. One thread, as any consumer.
 */
final class GatedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final DispatchGate gate;
    private final String dispatchTopic;
    private final PauseBook book = new PauseBook();

    GatedConsumer(Map<String, Object> config, DispatchGate gate, String dispatchTopic) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.gate = gate;
        this.dispatchTopic = dispatchTopic;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        applyGate();
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (TopicPartition partition : assignment()) {
            if (partition.topic().equals(dispatchTopic)) {
                currentLag(partition).ifPresent(lag -> behind.put(partition, lag));
            }
        }
        gate.behind(behind, assignment());
        return polled;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        book.streamsPauses(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        super.resume(book.streamsResumes(partitions));
    }

    private void applyGate() {
        PauseBook.Change change =
                book.apply(assignment(), paused(), partition -> gate.isClosed(partition, dispatchTopic));
        super.pause(change.pause());
        super.resume(change.resume());
    }
}
