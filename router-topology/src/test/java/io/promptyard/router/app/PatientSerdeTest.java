package io.promptyard.router.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.serde.UnreadableRecordException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class PatientSerdeTest {
    private final MutableClock clock = new MutableClock(Prompts.START);
    private final AtomicInteger tries = new AtomicInteger();
    private final RegistryUnavailableException away = away();

    @Test
    void shouldWaitAndGoOnWhenTheRegistryComesBack() {
        // Given
        Serde<String> serde = new PatientSerde(clock, clock::advance).patient(awayFor(3));

        // When
        byte[] bytes = serde.serializer().serialize("t", "hello");

        // Then
        assertThat(bytes).isEqualTo("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(clock.instant()).isEqualTo(Prompts.START.plusSeconds(3));
        assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo("hello");
    }

    @Test
    void shouldGiveUpInTimeWhenEveryTryIsSlow() {
        // Given
        Serde<String> serde = new PatientSerde(clock, pause -> clock.advance(Duration.ofSeconds(29)))
                .patient(awayFor(Integer.MAX_VALUE));

        // Then
        assertThatThrownBy(() -> serde.serializer().serialize("t", "hello")).isSameAs(away);
        assertThat(clock.instant()).isEqualTo(Prompts.START.plusSeconds(87));
        assertThat(tries).hasValue(4);
    }

    @Test
    void shouldNotWaitWhenTheRecordIsUnreadable() {
        try (SerdeFactory serdes = SerdeFactory.mock("patience")) {
            // Given
            var serde = new PatientSerde(clock, pause -> {
                        throw new AssertionError("waited");
                    })
                    .patient(serdes.promptRequest());

            // Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {7}))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldStopWaitingWhenTheThreadIsInterrupted() {
        // Given
        Serde<String> serde = new PatientSerde(clock, pause -> {
                    throw new InterruptedException();
                })
                .patient(awayFor(1));

        // Then
        assertThatThrownBy(() -> serde.serializer().serialize("t", "hello")).isSameAs(away);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Serde<String> awayFor(int times) {
        return Serdes.serdeFrom(
                (topic, text) -> {
                    if (tries.getAndIncrement() < times) {
                        throw away;
                    }
                    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                },
                (topic, bytes) -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Only the serdes make one; reflection spares the test a registry that does not answer. */
    private static RegistryUnavailableException away() {
        try {
            var constructor = RegistryUnavailableException.class.getDeclaredConstructor(String.class, Throwable.class);
            constructor.setAccessible(true);
            return constructor.newInstance("away", null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
