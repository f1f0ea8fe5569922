package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.OnRestart;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedConnector.Call;
import io.promptyard.router.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under exactly-once the note of a span and the notes of what was taken out of it stand and fall together. */
class ParkedTransactionTest {
    private static final int MANY = 60;
    private static final int HALF = MANY / 2;

    private final TaskFixture task = new TaskFixture(true, OnRestart.RETRY);
    private final List<String> answered = new ArrayList<>();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldCallEachOnceWhenTheTransactionThatTookThemOutOfTheSpanIsAborted() {
        // Given
        flood(0, MANY);
        task.worker.committed();
        Map<String, WorkerEntry> committed = notes();
        int outcomes = task.log.size();
        long parked = task.calls.pressure().parked();

        // When: both open calls end, which makes room for others of the span
        openCalls().forEach(call -> call.end(Prompts.answer(1, 1)));
        task.settle();
        for (int i = 0; i < 4; i++) {
            task.tick(Duration.ofMillis(50));
        }
        assertThat(task.calls.pressure().parked()).isLessThan(parked);
        abort(committed, outcomes, MANY);

        // Then
        drain();
        assertEachOnce();
    }

    @Test
    void shouldCallEachOnceWhenTheTransactionThatParkedThemIsAborted() {
        // Given
        flood(0, HALF);
        task.worker.committed();
        Map<String, WorkerEntry> committed = notes();
        int outcomes = task.log.size();

        // When
        flood(HALF, MANY);
        abort(committed, outcomes, HALF);

        // Then
        drain();
        assertEachOnce();
    }

    private void assertEachOnce() {
        List<String> all = IntStream.range(0, MANY).mapToObj(i -> "greedy-" + i).toList();
        assertThat(task.connector.calls())
                .extracting(call -> call.dispatch().id().value())
                .containsExactlyElementsOf(all);
        assertThat(answered).containsExactlyInAnyOrderElementsOf(all);
        assertThat(task.calls.pressure()).isEqualTo(Pressure.NONE);
    }

    /** The store is as it was committed, and both topics are read again from there. */
    private void abort(Map<String, WorkerEntry> committed, int outcomes, int dispatches) {
        notes().keySet().forEach(task.store::delete);
        committed.forEach(task.store::put);
        task.replaceThread();
        task.publish();
        keep(task.readFrom(outcomes));
        task.readDispatchesFrom(dispatches);
        task.worker.committed();
    }

    private void drain() {
        while (!openCalls().isEmpty()) {
            openCalls().forEach(call -> call.end(Prompts.answer(1, 1)));
            keep(task.settle());
            for (int i = 0; i < 4; i++) {
                task.tick(Duration.ofMillis(50));
            }
            task.worker.committed();
        }
    }

    private void keep(List<Verdict> verdicts) {
        verdicts.forEach(verdict ->
                answered.add(((Verdict.Deliver) verdict).response().id().value()));
    }

    private List<Call> openCalls() {
        return task.connector.calls().stream()
                .filter(call -> !call.outcome().isComplete())
                .toList();
    }

    private void flood(int from, int to) {
        for (int i = from; i < to; i++) {
            task.dispatch(Prompts.dispatchOf("greedy", "greedy-" + i, Prompts.DEADLINE, Configs.GPT));
        }
    }

    private Map<String, WorkerEntry> notes() {
        Map<String, WorkerEntry> notes = new LinkedHashMap<>();
        try (KeyValueIterator<String, WorkerEntry> all = task.store.all()) {
            while (all.hasNext()) {
                KeyValue<String, WorkerEntry> note = all.next();
                notes.put(note.key, note.value);
            }
        }
        return notes;
    }
}
