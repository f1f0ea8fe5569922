package io.promptyard.router.app;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A stream thread's producer under exactly-once. It tells who asked when a transaction has been committed, on the stream
 * thread. And a record that is too large is refused before it is part of the transaction: Kafka's own refusal, at the
 * client or at the broker, dooms the transaction, so that the record would be read, and refused, for ever, and everybody
 * behind it waited.
 */
final class TransactionalProducer extends KafkaProducer<byte[], byte[]> {
    private static final int NONE = -1;

    private final RecordLimits limits;
    private final Runnable committed;

    TransactionalProducer(Map<String, Object> config, RecordLimits limits, Runnable committed) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.limits = limits;
        this.committed = committed;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        if (limits.permit(record)) {
            return super.send(record, callback);
        }
        var failure = new RecordTooLargeException("record for " + record.topic() + " is above the topic's limit");
        if (callback != null) {
            callback.onCompletion(nowhere(record), failure);
        }
        return CompletableFuture.failedFuture(failure);
    }

    /** As the client itself says it of a record that got no offset. */
    private static RecordMetadata nowhere(ProducerRecord<byte[], byte[]> record) {
        int partition = record.partition() == null ? RecordMetadata.UNKNOWN_PARTITION : record.partition();
        return new RecordMetadata(new TopicPartition(record.topic(), partition), NONE, NONE, NONE, NONE, NONE);
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        committed.run();
    }
}
