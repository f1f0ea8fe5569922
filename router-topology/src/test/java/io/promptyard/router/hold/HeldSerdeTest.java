package io.promptyard.router.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Reservation;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedPolicy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import io.promptyard.serde.SerdeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldSerdeTest {
    private final SerdeFactory serdes = SerdeFactory.mock("held-serde-" + UUID.randomUUID());
    private final List<String> subjects = new ArrayList<>();
    private final Serde<Held> serde =
            new HeldSerde(noted(serdes.reroute()), noted(serdes.reservation()), noted(serdes.decision())).serde();

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldReadBackBothKindsUnderSubjectsOfTheirOwn() {
        // Given
        var prompt = Prompts.classified(Prompts.prompt("p-1"));
        Routed routed = (Routed) new ScriptedPolicy(Configs.GPT).decide(prompt, Prompts.START);
        Held waiting = new Held.Waiting(prompt, Prompts.START);
        Held gone = new Held.Gone(new Reservation(routed.dispatch(), routed.record(), routed.options(), ""));
        // When
        Held first = thereAndBack(waiting);
        Held second = thereAndBack(gone);
        // Then
        assertThat(first).isEqualTo(waiting);
        assertThat(second).isEqualTo(gone);
        assertThat(subjects).containsExactly("log-waiting", "log-waiting", "log-gone", "log-gone");
        assertThat(serde.serializer().serialize("log", null)).isNull();
        assertThat(serde.deserializer().deserialize("log", null)).isNull();
    }

    @Test
    void shouldReadBackARefusalWithAllThatACallerIsTold() {
        // Given
        ScriptedPolicy policy = new ScriptedPolicy(Configs.GPT);
        policy.refuse("p-1");
        var prompt = Prompts.classified(Prompts.prompt("p-1"));
        Unroutable refused = (Unroutable) policy.decide(prompt, Prompts.START);
        Held whole = new Held.Refused(prompt, refused);
        Held never =
                new Held.Refused(prompt, new Unroutable(FailureKind.DEADLINE_EXCEEDED, "über", null, refused.record()));
        // When / Then
        assertThat(thereAndBack(whole)).isEqualTo(whole);
        assertThat(thereAndBack(never)).isEqualTo(never);
        assertThat(subjects).containsOnly("log-waiting", "log-refused");
    }

    @Test
    void shouldNameTheKindWhenItIsALaterOne() {
        assertThatThrownBy(() -> serde.deserializer().deserialize("log", new byte[] {9}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("got 9");
    }

    private Held thereAndBack(Held note) {
        return serde.deserializer().deserialize("log", serde.serializer().serialize("log", note));
    }

    /** The same, and under which subjects it writes and reads. */
    private <T> Serde<T> noted(Serde<T> inner) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    subjects.add(topic);
                    return inner.serializer().serialize(topic, value);
                },
                (topic, bytes) -> {
                    subjects.add(topic);
                    return inner.deserializer().deserialize(topic, bytes);
                });
    }
}
