package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.FuzzTarget;
import io.promptyard.model.Cancellation;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Feedback;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SettledMark;
import io.promptyard.model.Spend;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;

/**
 * Bytes of any record, as any producer may write them. The first byte of an input says which serde reads, and with its
 * upper bit whether the rest is the body behind a true schema id or the whole value.
 */
class AvroRecordFuzzTest extends FuzzTarget {
    private static final int WHOLE = 0x80;
    private static final int HEADER = 5;
    private static final SerdeFactory SERDES = SerdeFactory.mock("fuzz-records");
    private static final List<Kind<?>> ALL = List.of(
            kind(PromptRequest.class, SERDES.promptRequest()),
            kind(Reroute.class, SERDES.reroute()),
            kind(Dispatch.class, SERDES.dispatch()),
            kind(ProviderOutcome.class, SERDES.outcome()),
            kind(FinalResponse.class, SERDES.finalResponse()),
            kind(ResponseChunk.class, SERDES.responseChunk()),
            kind(DeadLetter.class, SERDES.deadLetter()),
            kind(Cancellation.class, SERDES.cancellation()),
            kind(RoutingDecision.class, SERDES.decision()),
            kind(ProviderAttempt.class, SERDES.attempt()),
            kind(Reservation.class, SERDES.reservation()),
            kind(Spend.class, SERDES.spend()),
            kind(ProviderHealth.class, SERDES.health()),
            kind(Feedback.class, SERDES.feedback()),
            kind(PendingCall.class, SERDES.pendingCall()),
            kind(SettledMark.class, SERDES.settledMark()));

    @Override
    protected void read(byte[] input) {
        // Given
        if (input.length == 0) {
            return;
        }
        Kind<?> kind = ALL.get((input[0] & ~WHOLE & 0xff) % ALL.size());
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        byte[] value = (input[0] & WHOLE) != 0 ? rest : kind.framed(rest);

        // When / Then
        kind.readAndWrite(value);
    }

    /** Three of every record, as our own model can say them. */
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.iterate(0, number -> number < ALL.size(), number -> number + 1)
                .flatMap(number -> ALL.get(number).samples(number));
    }

    private static <M> Kind<M> kind(Class<M> type, Serde<M> serde) {
        return new Kind<>(type, (ModelSerde<M, ?>) serde);
    }

    private record Kind<M>(Class<M> type, ModelSerde<M, ?> serde) {
        String topic() {
            return "fuzz." + type.getSimpleName();
        }

        Stream<byte[]> samples(int number) {
            return ModelArbitraries.samples(type, 3).stream().map(model -> {
                byte[] value = serde.serializer().serialize(topic(), model);
                byte[] input = Arrays.copyOfRange(value, HEADER - 1, value.length);
                input[0] = (byte) number;
                return input;
            });
        }

        byte[] framed(byte[] body) {
            return ByteBuffer.allocate(HEADER + body.length)
                    .put((byte) 0)
                    .putInt(serde.announce(topic()))
                    .put(body)
                    .array();
        }

        void readAndWrite(byte[] value) {
            M read;
            try {
                read = serde.deserializer().deserialize(topic(), value);
            } catch (UnreadableRecordException expected) {
                return;
            }
            byte[] written = serde.serializer().serialize(topic(), read);
            assertThat(serde.deserializer().deserialize(topic(), written)).isEqualTo(read);
        }
    }
}
