package io.promptyard.router.worker;

import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.verdict.AttemptCosts;
import io.promptyard.router.verdict.VerdictDecider;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One provider's worker in this process: what its tasks share.
 *
 * <p>Each dispatch is called at most once at a time and settled once. A call may still repeat: when its outcome was
 * not acknowledged before a crash, or the old owner of a partition still had it open. Connector and
 * publisher belong to whoever made them. {@link #cancel} may come from any thread; an application of one stream thread
 * is assumed.
 */
public final class ProviderWorker {
    private final ProviderConnector connector;
    private final OutcomePublisher publisher;
    private final VerdictDecider decider;
    private final AttemptCosts costs;
    private final WorkerSettings settings;
    private final RouterMetrics metrics;
    private final Clock clock;
    private final Supplier<String> epochs;
    private final DispatchGate gate = new DispatchGate();
    private final Cancellations cancellations = new Cancellations();
    private final CallStarter starter;
    private final Map<TaskId, TaskCalls> tasks = new ConcurrentHashMap<>();

    /** @param epochs a new unique text at every call: names the starts of tasks */
    public ProviderWorker(
            ProviderConnector connector,
            OutcomePublisher publisher,
            VerdictDecider decider,
            AttemptCosts costs,
            WorkerSettings settings,
            RouterMetrics metrics,
            Clock clock,
            Supplier<String> epochs) {
        this.connector = connector;
        this.publisher = publisher;
        this.decider = decider;
        this.costs = costs;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.epochs = epochs;
        this.starter =
                new CallStarter(connector, publisher, cancellations, metrics, clock, settings.callsAfterCommit());
        metrics.expect(
                provider(),
                RouterMeter.UNKNOWN_COST,
                RouterMeter.REISSUED,
                RouterMeter.STALE_OUTCOMES,
                RouterMeter.EARLY_OUTCOMES,
                RouterMeter.REPEATED_DISPATCHES,
                RouterMeter.PUBLISH_RETRIES);
        metrics.gauge(RouterMeter.OPEN, provider(), cancellations, Cancellations::open);
        metrics.gauge(RouterMeter.GATED, provider(), gate, DispatchGate::closedPartitions);
        metrics.gauge(RouterMeter.PENDING, provider(), this, ProviderWorker::pending);
    }

    public ProviderId provider() {
        return connector.id();
    }

    /** The gate that the worker's consumer must obey. */
    public DispatchGate gate() {
        return gate;
    }

    /** Stops the prompt's call, or its next one; best effort. */
    public void cancel(RequestId id) {
        cancellations.cancel(id);
    }

    /** Stops the prompt's call under way, as nobody waits for it any more. */
    void stop(RequestId id) {
        starter.held().drop(id);
        cancellations.stop(id);
    }

    /** Calls under way in this process, and those that wait for a commit to begin. */
    public int openCalls() {
        return cancellations.open() + starter.held().size();
    }

    /** To be called by the stream thread, under exactly-once, when it has committed a transaction. */
    public void committed() {
        starter.committed();
    }

    /** The task's calls, restored from its store by whichever of its processors comes first. */
    TaskCalls open(TaskId task, KeyValueStore<String, WorkerEntry> store, TopicPartition dispatches) {
        return tasks.computeIfAbsent(task, id -> {
            PendingStore pending = new PendingStore(store, settings.settledRetention(), settings.maxSettled());
            TaskCalls calls = new TaskCalls(this, pending, dispatches, provider() + "-" + task + "-" + epochs.get());
            calls.restore();
            return calls;
        });
    }

    void close(TaskId task) {
        TaskCalls calls = tasks.remove(task);
        if (calls != null) {
            starter.held().dropAll(task.partition());
            calls.close();
        }
    }

    Instant now() {
        return clock.instant();
    }

    OutcomePublisher publisher() {
        return publisher;
    }

    VerdictDecider decider() {
        return decider;
    }

    AttemptCosts costs() {
        return costs;
    }

    WorkerSettings settings() {
        return settings;
    }

    RouterMetrics metrics() {
        return metrics;
    }

    CallStarter starter() {
        return starter;
    }

    private int pending() {
        return tasks.values().stream().mapToInt(TaskCalls::pending).sum();
    }
}
