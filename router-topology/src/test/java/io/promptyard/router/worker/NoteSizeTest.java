package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.SettledMark;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.serde.SerdeFactory;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What the notes of a worker weigh in its store and changelog, keys not counted. A restore reads all of them. */
class NoteSizeTest {
    private static final int PROMPT = 2_000;

    @Test
    void shouldWeighLittleMoreThanThePromptWhenACallIsPending() {
        try (SerdeFactory serdes = SerdeFactory.mock("note-size")) {
            // Given
            var dispatch = Prompts.dispatch(Prompts.prompt("p-1", "x".repeat(PROMPT)), Configs.GPT, 1, 1);

            // When
            int bytes = bytes(serdes, new WorkerEntry.Pending(Prompts.calling(dispatch)));

            // Then
            assertThat(bytes - PROMPT).isBetween(50, 250);
        }
    }

    @Test
    void shouldWeighNextToNothingWhenACallHasEndedOrIsParked() {
        try (SerdeFactory serdes = SerdeFactory.mock("note-size")) {
            // When
            int settled = bytes(serdes, new WorkerEntry.Settled(new SettledMark(1, 1, Prompts.START), 7));
            int parked = bytes(serdes, new WorkerEntry.Parked(1, 100_000, 100_000, Prompts.START));

            // Then
            assertThat(settled).isLessThanOrEqualTo(32);
            assertThat(parked).isEqualTo(33);
        }
    }

    @Test
    void shouldBeReadAsItWasWrittenWhenParked() {
        try (SerdeFactory serdes = SerdeFactory.mock("note-size")) {
            // Given
            Serde<WorkerEntry> serde = WorkerEntrySerde.of(serdes.pendingCall(), serdes.settledMark());
            WorkerEntry entry = new WorkerEntry.Parked(3, 9, 4, Prompts.START);

            // When // Then
            assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", entry)))
                    .isEqualTo(entry);
        }
    }

    private static int bytes(SerdeFactory serdes, WorkerEntry entry) {
        return WorkerEntrySerde.of(serdes.pendingCall(), serdes.settledMark())
                .serializer()
                .serialize("t", entry)
                .length;
    }
}
