package io.promptyard.router.app;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of {@code plain}, but for the producer, which keeps to the topics' limits and runs {@code committed} on
 * the stream thread after each transaction that it has committed.
 */
record TransactionalClients(KafkaClientSupplier plain, RecordLimits limits, Runnable committed)
        implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return plain.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TransactionalProducer(config, limits, committed);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return plain.getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain.getGlobalConsumer(config);
    }
}
