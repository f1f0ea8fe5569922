package io.promptyard.router.app;

import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that is down, on the stream thread and for less than {@code max.poll.interval.ms}, before it
 * gives up and lets the thread be replaced: a registry's absence is never a reason to bury a good prompt. The bound is
 * on time, not on tries: one try may itself wait for the client's timeouts.
 */
final class PatientSerde {
    static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PatientSerde.class);

    private final Clock clock;
    private final Pause pause;

    /** Waits on the calling thread. */
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    PatientSerde(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** On the wall clock. */
    static PatientSerde onThread() {
        return new PatientSerde(Clock.systemUTC(), Thread::sleep);
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
        Instant until = null;
        while (true) {
            try {
                return work.get();
            } catch (RegistryUnavailableException e) {
                if (until == null) {
                    until = clock.instant().plus(LONGEST);
                    LOG.warn("{}: waiting for the schema registry: {}", topic, e.getMessage());
                }
                if (!clock.instant().isBefore(until)) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private void pause(RegistryUnavailableException cause) {
        try {
            pause.take(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
