package io.promptyard.router.app;

import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.topic.Topic;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that is down, on the stream thread and for less than {@code max.poll.interval.ms}, before it
 * gives up and lets the thread be replaced: a registry's absence is never a reason to bury a good prompt.
 */
final class PatientSerde {
    private static final Logger LOG = LoggerFactory.getLogger(PatientSerde.class);
    private static final int TRIES = 60;
    private static final long PAUSE_MILLIS = 1_000;

    private PatientSerde() {}

    static <V> Topic<String, V> patient(Topic<String, V> topic) {
        return new Topic<>(topic.name(), topic.keySerde(), patient(topic.valueSerde()));
    }

    static <V> Serde<V> patient(Serde<V> serde) {
        return Serdes.serdeFrom(
                (topic, value) -> patiently(topic, () -> serde.serializer().serialize(topic, value)),
                (topic, bytes) -> patiently(topic, () -> serde.deserializer().deserialize(topic, bytes)));
    }

    private static <T> T patiently(String topic, Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RegistryUnavailableException e) {
                if (tries == TRIES) {
                    throw e;
                }
                if (tries == 1) {
                    LOG.warn("{}: waiting for the schema registry: {}", topic, e.getMessage());
                }
                pause(e);
            }
        }
    }

    private static void pause(RegistryUnavailableException cause) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
