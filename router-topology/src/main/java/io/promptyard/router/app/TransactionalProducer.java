package io.promptyard.router.app;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A stream thread's producer under exactly-once. It tells who asked when a transaction has been committed, on the stream
 * thread. And a record that is too large is refused before it is part of the transaction: Kafka's own refusal, at the
 * client or at the broker, dooms the transaction, so that the record would be read, and refused, for ever, and everybody
 * behind it waited.
 *
 * <p>A worker's punctuator asks for a commit at every turn, also when nothing came of it: offsets that stand where they
 * were committed, with no record beside them, are no transaction. A commit that nobody can tell the end of is told as a
 * lost membership: Streams then drops what it has, takes a new producer, which waits for that end, and reads again from
 * what was committed. Otherwise the thread would be replaced, and its partitions wait for its session to be over.
 */
final class TransactionalProducer extends KafkaProducer<byte[], byte[]> {
    private static final int NONE = -1;

    private final RecordLimits limits;
    private final Runnable committed;
    private Map<TopicPartition, OffsetAndMetadata> standing = Map.of();
    private boolean empty = true;

    TransactionalProducer(Map<String, Object> config, RecordLimits limits, Runnable committed) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.limits = limits;
        this.committed = committed;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        if (limits.permit(record)) {
            empty = false;
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
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        if (empty && offsets.equals(standing)) {
            return;
        }
        try {
            super.sendOffsetsToTransaction(offsets, groupMetadata);
            standing = Map.copyOf(offsets);
        } catch (KafkaException e) {
            throw told(e);
        }
    }

    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
        } catch (KafkaException e) {
            throw told(e);
        }
        empty = true;
        committed.run();
    }

    @Override
    public void abortTransaction() {
        standing = Map.of();
        empty = true;
        super.abortTransaction();
    }

    /** Kafka has a name for what it knows the meaning of. */
    private KafkaException told(KafkaException failure) {
        boolean known = failure instanceof ApiException
                || failure instanceof CommitFailedException
                || failure instanceof InterruptException;
        if (!known) {
            standing = Map.of();
        }
        return known ? failure : new InvalidProducerEpochException("end of the transaction unknown: " + failure);
    }
}
