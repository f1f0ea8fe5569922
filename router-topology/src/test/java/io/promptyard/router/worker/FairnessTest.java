package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Dispatch;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedConnector.Call;
import io.promptyard.router.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backlog of any length of one tenant: what it costs, and how long another tenant waits behind it. */
class FairnessTest {
    private static final Duration TICK = Duration.ofMillis(50);
    /** Open calls, its share of the look-ahead, one span. */
    private static final int MOST_NOTES = TaskFixture.BOUND + TaskFixture.LOOK_AHEAD / 2 + 1;

    private final TaskFixture task = new TaskFixture();
    private final List<String> answered = new ArrayList<>();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldHoldNoMoreThanItsBoundWhenFiftyThousandComeForAProviderThatHangs() {
        // When
        flood(50_000);

        // Then
        assertThat(notes()).isEqualTo(MOST_NOTES);
        assertThat(task.connector.calls()).hasSize(TaskFixture.BOUND);
        assertThat(task.calls.pressure().parked()).isEqualTo(50_000 - TaskFixture.BOUND - TaskFixture.LOOK_AHEAD / 2);
        assertThat(task.calls.pressure().crowded()).isTrue();
    }

    @Test
    void shouldStartASinglePromptAfterOneCallOfTheGreedyWhenAHundredThousandAreAheadOfIt() {
        // Given
        flood(100_000);
        task.dispatch(dispatch("single", "modest"));
        int before = task.connector.calls().size();

        // When
        while (task.connector.calls().stream().noneMatch(call -> id(call).equals("single"))) {
            endOne();
        }

        // Then
        assertThat(task.connector.calls().size() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldCallAllOnceInOrderWhenTheProviderRecovers() {
        // Given
        flood(500);

        // When
        drain();

        // Then
        assertThat(task.connector.calls())
                .extracting(FairnessTest::id)
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(i -> "greedy-" + i).toList());
        assertThat(task.calls.pressure()).isEqualTo(Pressure.NONE);
        assertThat(task.backlog.spans())
                .allSatisfy(span -> assertThat(span.most()).isPositive());
    }

    @Test
    void shouldServeThreeBacklogsByTurnsWhenTheyStandInOnePartition() {
        // Given
        for (int i = 0; i < 120; i++) {
            task.dispatch(dispatch("t" + i % 3 + "-" + i, "t" + i % 3));
        }

        // When
        drain();

        // Then
        List<String> order =
                task.connector.calls().stream().map(FairnessTest::id).toList();
        assertThat(order).hasSize(120).doesNotHaveDuplicates();
        for (int from = 0; from + 30 <= 120; from += 30) {
            for (String tenant : List.of("t0", "t1", "t2")) {
                assertThat(order.subList(from, from + 30).stream().filter(id -> id.startsWith(tenant)))
                        .as("of %s among 30 from %d", tenant, from)
                        .hasSizeBetween(8, 12);
            }
        }
    }

    @Test
    void shouldCallEachOnceWhenTheProcessDiesAndReadsDispatchesAgain() {
        // Given
        flood(60);
        endOne();
        endOne();

        // When
        task.crash();
        task.settle();
        task.readDispatchesFrom(20);
        task.dispatch(dispatch("greedy-60", "greedy"));
        drain();

        // Then
        assertThat(answered).hasSize(61).doesNotHaveDuplicates();
        assertThat(task.calls.pressure()).isEqualTo(Pressure.NONE);
    }

    @Test
    void shouldTryAgainWhenTheBacklogCannotBeRead() {
        // Given
        flood(20);
        task.backlog.broken(true);
        endOne();
        endOne();
        endOne();
        task.tick(TICK);

        // When
        task.backlog.broken(false);
        drain();

        // Then
        assertThat(task.connector.calls()).hasSize(20);
    }

    @Test
    void shouldRefuseWithoutACallWhatIsQueuedOrInTheTopicWhenItsDeadlineHasPassed() {
        // Given
        flood(40);

        // When
        task.tick(Duration.ofMinutes(9));
        List<Verdict> ends = new ArrayList<>(task.settle());
        for (int i = 0; i < 40; i++) {
            task.tick(Duration.ofMinutes(1).dividedBy(20));
            ends.addAll(task.settle());
        }

        // Then
        assertThat(task.connector.calls()).as("open before, tried again once").hasSizeLessThanOrEqualTo(4);
        assertThat(ends.stream()
                        .filter(Verdict.GiveUp.class::isInstance)
                        .map(verdict ->
                                ((Refusal) ((Verdict.GiveUp) verdict).response().result()).kind())
                        .filter(FailureKind.DEADLINE_EXCEEDED::equals))
                .hasSizeGreaterThanOrEqualTo(38);
        assertThat(task.calls.pressure().parked()).isZero();
    }

    @Test
    void shouldFetchNoMoreInThisTickWhenMuchWasReadPast() {
        // When
        flood(Intake.READ_PAST + 10);

        // Then
        assertThat(task.gateIsClosed()).isTrue();
        task.tick(TICK);
        assertThat(task.gateIsClosed()).isFalse();
    }

    private void flood(int prompts) {
        for (int i = 0; i < prompts; i++) {
            task.dispatch(dispatch("greedy-" + i, "greedy"));
        }
    }

    private void endOne() {
        Call open = task.connector.calls().stream()
                .filter(call -> !call.outcome().isComplete())
                .findFirst()
                .orElseThrow();
        open.end(Prompts.answer(1, 1));
        for (Verdict verdict : task.settle()) {
            answered.add(((Verdict.Deliver) verdict).response().id().value());
        }
        task.tick(TICK);
    }

    private void drain() {
        while (task.connector.calls().stream().anyMatch(call -> !call.outcome().isComplete())) {
            endOne();
        }
    }

    private int notes() {
        int notes = 0;
        try (KeyValueIterator<String, WorkerEntry> all = task.store.all()) {
            while (all.hasNext()) {
                KeyValue<String, WorkerEntry> note = all.next();
                assertThat(note.value).isNotNull();
                notes++;
            }
        }
        return notes;
    }

    private static Dispatch dispatch(String id, String tenant) {
        return Prompts.dispatchOf(tenant, id, Prompts.DEADLINE, Configs.GPT);
    }

    private static String id(Call call) {
        return call.dispatch().id().value();
    }
}
