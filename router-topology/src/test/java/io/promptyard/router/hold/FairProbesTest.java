package io.promptyard.router.hold;

import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.router.Step;
import io.promptyard.router.config.WaitingConfig;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedPolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.serde.SerdeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three tasks of one process whose prompts wait for the same target; the first has its tick first, as on a stream thread. */
class FairProbesTest {
    private static final Instant BACK = Prompts.START.plusSeconds(15);
    private static final int TASKS = 3;

    private final MutableClock clock = new MutableClock(Prompts.START);
    private final SerdeFactory serdes = SerdeFactory.mock("fair-" + UUID.randomUUID());
    private final ScriptedPolicy policy = new ScriptedPolicy(GPT);
    private final List<KeyValueStore<String, Held>> stores = new ArrayList<>();
    private final List<HeldPrompts> tasks = new ArrayList<>();

    private static final HoldListener NOBODY = new HoldListener() {
        @Override
        public void waiting(int more) {}

        @Override
        public void went(Went how, long waitedMillis) {}
    };

    @BeforeEach
    void open() {
        policy.coolUntil(BACK);
        WaitingConfig config = new WaitingConfig(true, 1_000, Duration.ofMinutes(1));
        HoldParts parts = new HoldParts(config, "", false, this::decide, policy::withdrawn, NOBODY, clock);
        Lines lines = new Lines(config.ageing());
        for (int i = 0; i < TASKS; i++) {
            KeyValueStore<String, Held> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("held-" + i),
                            Serdes.String(),
                            new HeldSerde(serdes.reroute(), serdes.reservation(), serdes.decision()).serde())
                    .withLoggingDisabled()
                    .build();
            store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
            stores.add(store);
            tasks.add(new HeldPrompts(store, parts, lines));
            tasks.getLast().restore();
        }
    }

    @AfterEach
    void close() {
        stores.forEach(KeyValueStore::close);
        serdes.close();
    }

    private Step decide(Step step) {
        ClassifiedPrompt prompt = ((Step.Classified) step).prompt();
        return new Step.Decided(prompt, policy.decide(prompt, clock.instant()));
    }

    private boolean waits(int task, String id) {
        Step.Decided decided = (Step.Decided) decide(new Step.Classified(Prompts.classified(Prompts.prompt(id))));
        boolean waits = tasks.get(task)
                .taken(decided)
                .map(step -> ((Step.Decided) step).decision() instanceof RouteDecision.Waiting)
                .orElse(true);
        clock.advance(Duration.ofMillis(1));
        return waits;
    }

    /** One tick of every task, in their order. */
    private List<String> tick(Duration later) {
        clock.advance(later);
        List<String> gone = new ArrayList<>();
        for (HeldPrompts task : tasks) {
            task.tick((prompt, step) -> {
                gone.add(prompt.request().id().value());
                policy.acted(((Step.Decided) step).decision(), clock.instant());
            });
        }
        return gone;
    }

    /** The target is back for so many at a time, once a second; what went out is told in the order of going. */
    private List<String> probes(int times, int room) {
        clock.advance(Duration.between(clock.instant(), BACK).minusMillis(100));
        tick(Duration.ZERO);
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            policy.roomFor(room);
            gone.addAll(tick(Duration.ofMillis(100)));
            policy.coolUntil(BACK.plusSeconds(i + 1));
            for (int again = 0; again < 9; again++) {
                gone.addAll(tick(Duration.ofMillis(100)));
            }
        }
        return gone;
    }

    @Test
    void shouldGiveEachProbeToThePromptThatHasWaitedLongestWhicheverTaskHasIt() {
        // Given: the last task's are the oldest
        for (int task = TASKS - 1; task >= 0; task--) {
            waits(task, "t" + task + "-a");
            waits(task, "t" + task + "-b");
        }
        // When
        List<String> gone = probes(6, 1);
        // Then
        assertThat(gone).containsExactly("t2-a", "t2-b", "t1-a", "t1-b", "t0-a", "t0-b");
    }

    @Test
    void shouldShareWhatFewPlacesThereAreWhenPromptsOfAllTasksAreOfOneAge() {
        // Given
        for (int i = 0; i < 4; i++) {
            for (int task = 0; task < TASKS; task++) {
                waits(task, "t" + task + "-" + i);
            }
        }
        // When
        List<String> gone = probes(2, 3);
        // Then
        assertThat(gone).containsExactly("t0-0", "t1-0", "t2-0", "t0-1", "t1-1", "t2-1");
    }

    @Test
    void shouldHaveTenantsTakeTurnsOverAllTasks() {
        // Given: the greedy one's are older, and in another task
        for (int i = 0; i < 4; i++) {
            waitsFor(0, "greedy-" + i, "greedy");
        }
        waitsFor(2, "modest-0", "modest");
        waitsFor(2, "modest-1", "modest");
        // When
        List<String> gone = probes(4, 1);
        // Then
        assertThat(gone).containsExactly("greedy-0", "modest-0", "greedy-1", "modest-1");
    }

    private void waitsFor(int task, String id, String tenant) {
        ClassifiedPrompt prompt =
                Prompts.dispatchOf(tenant, id, Prompts.DEADLINE, GPT).prompt();
        tasks.get(task).taken((Step.Decided) decide(new Step.Classified(prompt)));
        clock.advance(Duration.ofMillis(1));
    }

    @Test
    void shouldHaveWhoComesNewToAnotherTaskStandInLineWhilePlacesAreScarce() {
        // Given
        waits(2, "old");
        probes(0, 0);
        policy.roomFor(1);
        clock.advance(Duration.ofMillis(100));
        // When
        boolean waits = waits(0, "new");
        // Then
        assertThat(waits).isTrue();
        assertThat(tick(Duration.ofMillis(100))).containsExactly("old");
        policy.roomFor(1);
        assertThat(tick(Duration.ofSeconds(1))).containsExactly("new");
    }

    @Test
    void shouldWaitForNoTaskThatIsGone() {
        // Given
        waits(2, "older");
        waits(0, "younger");
        tick(Duration.ZERO);
        tasks.get(2).close();
        tasks.remove(2);
        // When / Then
        assertThat(probes(1, 1)).containsExactly("younger");
    }

    @Test
    void shouldWaitForNoTaskThatDoesNotLook() {
        // Given
        waits(2, "older");
        waits(0, "younger");
        tick(Duration.ZERO);
        tasks.remove(2);
        // When / Then
        assertThat(probes(1, 1)).containsExactly("younger");
    }

    /** Order costs nothing where there is room: 900 prompts of one age each, dealt out to tasks in turn, are gone in a second and a half. */
    @Test
    void shouldHoldNobodyUpWhenThereIsRoomForAll() {
        // Given
        for (int i = 0; i < 300; i++) {
            for (int task = 0; task < TASKS; task++) {
                waits(task, "t" + task + "-" + i);
            }
        }
        policy.coolUntil(clock.instant());
        // When
        List<String> gone = new ArrayList<>(tick(Duration.ofSeconds(5)));
        for (int i = 0; i < 15; i++) {
            gone.addAll(tick(Duration.ofMillis(100)));
        }
        // Then
        assertThat(gone).hasSize(900).doesNotHaveDuplicates();
    }
}
