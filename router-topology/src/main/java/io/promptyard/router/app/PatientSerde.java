package io.promptyard.router.app;

import io.promptyard.serde.RegistryWait;
import io.promptyard.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that is down, on the stream thread and for less than {@code max.poll.interval.ms}, before it
 * gives up and lets the thread be replaced: a registry's absence is never a reason to bury a good prompt. See
 * {@link RegistryWait}.
 */
final class PatientSerde {
    static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PatientSerde.class);

    private final RegistryWait wait;

    private PatientSerde(RegistryWait wait) {
        this.wait = wait;
    }

    PatientSerde(Clock clock, RegistryWait.Sleep sleep) {
        this(new RegistryWait(clock, LONGEST, PAUSE, sleep));
    }

    /** Waits by sleeping. */
    static PatientSerde sleeping(Clock clock) {
        return new PatientSerde(RegistryWait.sleeping(clock, LONGEST, PAUSE));
    }

    <V> Topic<String, V> patient(Topic<String, V> topic) {
        return new Topic<>(topic.name(), topic.keySerde(), patient(topic.valueSerde()));
    }

    <V> Serde<V> patient(Serde<V> serde) {
        return Serdes.serdeFrom(
                (topic, value) -> patiently(topic, () -> serde.serializer().serialize(topic, value)),
                (topic, bytes) -> patiently(topic, () -> serde.deserializer().deserialize(topic, bytes)));
    }

    private <T> T patiently(String topic, Supplier<T> work) {
        return wait.until(
                work, failure -> LOG.warn("{}: waiting for the schema registry: {}", topic, failure.getMessage()));
    }
}
