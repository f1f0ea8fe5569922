package io.promptyard.router.worker;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of {@code plain}, but for the main consumer, which obeys the gate. */
public record GatedClients(KafkaClientSupplier plain, DispatchGate gate, String dispatchTopic)
        implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return plain.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return plain.getProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new GatedConsumer(config, gate, dispatchTopic);
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
