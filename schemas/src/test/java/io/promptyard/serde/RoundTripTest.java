package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Allowance;
import io.promptyard.model.Cancellation;
import io.promptyard.model.ConfigEntry;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Feedback;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.RedriveNote;
import io.promptyard.model.ReplayPlan;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SettledMark;
import io.promptyard.model.Spend;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.providers.TypeUsage;
import org.apache.kafka.common.serialization.Serde;

/** Whatever the model can say comes back equal from the wire. */
class RoundTripTest {
    private static final int TRIES = 60;
    private static final SerdeFactory SERDES = SerdeFactory.mock("round-trip");

    @Provide
    Arbitrary<?> model(TypeUsage wanted) {
        return ModelArbitraries.of(wanted.getRawType());
    }

    private static <M> void assertSameAfterTheWire(M model, Serde<M> serde) {
        // When
        byte[] bytes = serde.serializer().serialize(model.getClass().getSimpleName(), model);
        M read = serde.deserializer().deserialize(model.getClass().getSimpleName(), bytes);

        // Then
        assertThat(read).isEqualTo(model);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackPromptRequestWhenWritten(@ForAll("model") PromptRequest value) {
        assertSameAfterTheWire(value, SERDES.promptRequest());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackRerouteWhenWritten(@ForAll("model") Reroute value) {
        assertSameAfterTheWire(value, SERDES.reroute());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackDispatchWhenWritten(@ForAll("model") Dispatch value) {
        assertSameAfterTheWire(value, SERDES.dispatch());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackProviderOutcomeWhenWritten(@ForAll("model") ProviderOutcome value) {
        assertSameAfterTheWire(value, SERDES.outcome());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackFinalResponseWhenWritten(@ForAll("model") FinalResponse value) {
        assertSameAfterTheWire(value, SERDES.finalResponse());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackResponseChunkWhenWritten(@ForAll("model") ResponseChunk value) {
        assertSameAfterTheWire(value, SERDES.responseChunk());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackDeadLetterWhenWritten(@ForAll("model") DeadLetter value) {
        assertSameAfterTheWire(value, SERDES.deadLetter());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackCancellationWhenWritten(@ForAll("model") Cancellation value) {
        assertSameAfterTheWire(value, SERDES.cancellation());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackRoutingDecisionWhenWritten(@ForAll("model") RoutingDecision value) {
        assertSameAfterTheWire(value, SERDES.decision());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackProviderAttemptWhenWritten(@ForAll("model") ProviderAttempt value) {
        assertSameAfterTheWire(value, SERDES.attempt());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackRedriveNoteWhenWritten(@ForAll("model") RedriveNote value) {
        assertSameAfterTheWire(value, SERDES.redriveNote());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackReplayPlanWhenWritten(@ForAll("model") ReplayPlan value) {
        assertSameAfterTheWire(value, SERDES.replayPlan());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackLearnedModelWhenWritten(@ForAll("model") LearnedModel value) {
        assertSameAfterTheWire(value, SERDES.learnedModel());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackConfigEntryWhenWritten(@ForAll("model") ConfigEntry value) {
        assertSameAfterTheWire(value, SERDES.configEntry());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackAllowanceWhenWritten(@ForAll("model") Allowance value) {
        assertSameAfterTheWire(value, SERDES.allowance());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackExperimentRecordWhenWritten(@ForAll("model") ExperimentRecord value) {
        assertSameAfterTheWire(value, SERDES.experiment());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackReservationWhenWritten(@ForAll("model") Reservation value) {
        assertSameAfterTheWire(value, SERDES.reservation());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackSpendWhenWritten(@ForAll("model") Spend value) {
        assertSameAfterTheWire(value, SERDES.spend());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackProviderHealthWhenWritten(@ForAll("model") ProviderHealth value) {
        assertSameAfterTheWire(value, SERDES.health());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackFeedbackWhenWritten(@ForAll("model") Feedback value) {
        assertSameAfterTheWire(value, SERDES.feedback());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackPendingCallWhenWritten(@ForAll("model") PendingCall value) {
        assertSameAfterTheWire(value, SERDES.pendingCall());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldReadBackSettledMarkWhenWritten(@ForAll("model") SettledMark value) {
        assertSameAfterTheWire(value, SERDES.settledMark());
    }
}
