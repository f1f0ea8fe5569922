package io.promptyard.gateway.correlation;

import io.promptyard.topic.Topic;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Reads a record's value. A registry that does not answer is waited for, because every later record would need it too;
 * bytes that cannot be read are given up.
 */
final class RecordReader {
    private static final long PAUSE_NANOS = 200_000_000L;

    private RecordReader() {}

    /** Null when it cannot be read, or when {@code closed} while the registry does not answer. */
    static <V> @Nullable V read(
            Topic<String, V> topic, ConsumerRecord<String, byte[]> entry, BooleanSupplier closed, Logger log) {
        byte[] value = entry.value();
        if (value == null) {
            return null;
        }
        while (!closed.getAsBoolean()) {
            try {
                return topic.valueSerde().deserializer().deserialize(topic.name(), entry.headers(), value);
            } catch (RuntimeException failure) {
                if (!(failure instanceof RetriableException)) {
                    log.warn(
                            "record cannot be read, topic={} partition={} offset={} failure={}",
                            topic.name(),
                            entry.partition(),
                            entry.offset(),
                            failure.getClass().getSimpleName());
                    return null;
                }
                log.warn("registry does not answer, tries again, topic={}", topic.name());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return null;
    }
}
