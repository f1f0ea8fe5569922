package io.promptyard.router.app;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of {@code plain}, but for the producer, which keeps to the topics' limits and runs {@code committed} on
 * the stream thread after each transaction that it has committed.
 *
 * <p>Its transactional id is {@code identity} and the number of the thread. Streams' own has a part that is new at each
 * start of an application whose stores are in memory: then what a dead process left open held up readers until its
 * time was over. The same id again ends it at once.
 */
record TransactionalClients(KafkaClientSupplier plain, String identity, RecordLimits limits, Runnable committed)
        implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return plain.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Map<String, Object> named = new HashMap<>(config);
        named.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (key, id) -> stable(id.toString()));
        return new TransactionalProducer(named, limits, committed);
    }

    private String stable(String ofStreams) {
        return identity + ofStreams.substring(ofStreams.lastIndexOf('-'));
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
