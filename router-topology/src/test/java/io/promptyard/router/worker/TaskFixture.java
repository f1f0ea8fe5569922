package io.promptyard.router.worker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.Dispatch;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.RecordingPublisher;
import io.promptyard.router.fixture.ScriptedBacklog;
import io.promptyard.router.fixture.ScriptedConnector;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.verdict.AttemptCosts;
import io.promptyard.router.verdict.Backoff;
import io.promptyard.router.verdict.RetryPolicy;
import io.promptyard.router.verdict.Verdict;
import io.promptyard.router.verdict.VerdictDecider;
import io.promptyard.serde.SerdeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * One task's calls over a store that outlives them: {@link #crash} leaves process and calls behind, {@link #replaceThread}
 * only the task. Outcomes are numbered as their topic would, and may be read again from any offset.
 */
final class TaskFixture implements AutoCloseable {
    static final int BOUND = 2;
    static final int LOOK_AHEAD = 8;
    static final int WAITING = 64;
    static final Duration TOTAL = Duration.ofSeconds(120);
    static final Duration RETENTION = Duration.ofMinutes(15);
    static final TopicPartition DISPATCHES = new TopicPartition("promptyard.dispatch.openai", 0);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MutableClock clock = new MutableClock(Prompts.START);
    final RecordingPublisher publisher = new RecordingPublisher();
    final ScriptedBacklog backlog = new ScriptedBacklog();
    final SerdeFactory serdes = SerdeFactory.mock("task-" + UUID.randomUUID());
    final KeyValueStore<String, WorkerEntry> store;
    final List<ProviderOutcome> log = new ArrayList<>();
    private final AtomicInteger epochs = new AtomicInteger();
    ScriptedConnector connector;
    ProviderWorker worker;
    TaskCalls calls;
    private final boolean exactlyOnce;
    private final OnRestart onRestart;

    TaskFixture() {
        this(false, OnRestart.RETRY);
    }

    TaskFixture(boolean exactlyOnce, OnRestart onRestart) {
        this.exactlyOnce = exactlyOnce;
        this.onRestart = onRestart;
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("pending"),
                        Serdes.String(),
                        WorkerEntrySerde.of(serdes.pendingCall(), serdes.settledMark()))
                .withLoggingDisabled()
                .build();
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
        crash();
        settle(); // the first fence
        log.clear();
    }

    /** A new process over what the changelog holds. */
    void crash() {
        connector = new ScriptedConnector(Configs.OPENAI);
        AttemptCosts costs = new AttemptCosts(new CostCalculator(Configs.catalogue()));
        worker = new ProviderWorker(
                connector,
                publisher,
                backlog,
                new VerdictDecider(
                        new RetryPolicy(Configs.RETRIES, new Backoff(Configs.RETRIES, () -> 0.5)),
                        costs,
                        new DeadLetterFactory("promptyard-worker-openai")),
                costs,
                new WorkerSettings(
                        BOUND, LOOK_AHEAD, WAITING, TOTAL, RETENTION, 3, Duration.ofMillis(50), exactlyOnce, onRestart),
                new RouterMetrics(meters),
                clock,
                () -> "epoch-" + epochs.incrementAndGet());
        open();
    }

    /** A new process over a changelog that the last note of this prompt never reached. */
    void crashWithoutNoteOf(String id) {
        store.delete(id);
        crash();
    }

    /** The same process; the task is closed and opened again. */
    void replaceThread() {
        worker.close(new TaskId(0, 0));
        open();
    }

    private void open() {
        calls = worker.open(new TaskId(0, 0), store, DISPATCHES);
    }

    /** Appends the dispatch to its topic and lets the task read it. */
    void dispatch(Dispatch dispatch) {
        calls.dispatched(dispatch, backlog.append(dispatch));
    }

    /** Lets the task read its dispatches again from an offset on. */
    void readDispatchesFrom(int offset) {
        for (int i = offset; i < backlog.partition().size(); i++) {
            calls.dispatched(backlog.partition().get(i), i);
        }
    }

    /** Appends what was published to the log and lets the task read it. */
    List<Verdict> settle() {
        int from = log.size();
        publish();
        return readFrom(from);
    }

    /** Appends what was published to the log without its being read. */
    void publish() {
        log.addAll(publisher.outcomes());
        publisher.outcomes().clear();
    }

    List<Verdict> readFrom(int offset) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = offset; i < log.size(); i++) {
            calls.ended(log.get(i), i).ifPresent(settled -> verdicts.add(settled.verdict()));
        }
        return verdicts;
    }

    void tick(Duration after) {
        clock.advance(after);
        calls.tick();
    }

    /** What was taken in and has not ended. */
    int pending() {
        Pressure now = calls.pressure();
        return now.queued() + now.calling() + now.waiting();
    }

    boolean gateIsClosed() {
        return worker.gate().isClosed(DISPATCHES, DISPATCHES.topic());
    }

    @Override
    public void close() {
        store.close();
        serdes.close();
    }
}
