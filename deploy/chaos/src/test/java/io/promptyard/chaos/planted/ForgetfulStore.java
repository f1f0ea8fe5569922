package io.promptyard.chaos.planted;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A pending store that keeps nothing: of every note that a worker writes to the store's changelog only the deletion
 * arrives, so that a restarted worker knows of no call. As an interceptor, because the product has no switch for this.
 */
public final class ForgetfulStore implements ProducerInterceptor<byte[], byte[]> {
    private static final String CHANGELOG = "pending-changelog";

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        if (!record.topic().endsWith(CHANGELOG)) {
            return record;
        }
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), null, record.headers());
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
