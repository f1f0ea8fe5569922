package io.promptyard.router.worker;

import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.PendingCall;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import io.promptyard.router.deadletter.Scrubbed;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.verdict.AttemptCosts;
import io.promptyard.router.verdict.Verdict;
import io.promptyard.router.verdict.VerdictDecider;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One provider's worker in this process: what its tasks share.
 *
 * <p>Each dispatch is called at most once at a time and settled once. A call may still repeat: when its outcome was
 * not acknowledged before a crash, or the old owner of a partition still had it open. Connector, publisher and reader
 * belong to whoever made them. {@link #cancel} may come from any thread; an application of one stream thread is assumed.
 */
public final class ProviderWorker {
    /** With parked dispatches, in one task; a hundred bytes each. */
    private static final int MOST_TENANTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProviderWorker.class);

    private final ProviderConnector connector;
    private final OutcomePublisher publisher;
    private final BacklogReader backlog;
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
    private final WorkerGauges gauges;

    /** @param epochs a new unique text at every call: names the starts of tasks */
    public ProviderWorker(
            ProviderConnector connector,
            OutcomePublisher publisher,
            BacklogReader backlog,
            VerdictDecider decider,
            AttemptCosts costs,
            WorkerSettings settings,
            RouterMetrics metrics,
            Clock clock,
            Supplier<String> epochs) {
        this.connector = connector;
        this.publisher = publisher;
        this.backlog = backlog;
        this.decider = decider;
        this.costs = costs;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.epochs = epochs;
        this.gauges = new WorkerGauges(tasks.values(), gate, clock);
        this.starter =
                new CallStarter(connector, publisher, cancellations, metrics, clock, settings.callsAfterCommit());
        metrics.expect(
                provider(),
                RouterMeter.UNKNOWN_COST,
                RouterMeter.READ_ON,
                RouterMeter.REISSUED,
                RouterMeter.STALE_OUTCOMES,
                RouterMeter.EARLY_OUTCOMES,
                RouterMeter.REPEATED_DISPATCHES,
                RouterMeter.READ_PAST,
                RouterMeter.PUBLISH_RETRIES);
        metrics.gauge(RouterMeter.OPEN, provider(), cancellations, Cancellations::open);
        metrics.gauge(RouterMeter.GATED, provider(), gate, DispatchGate::closedPartitions);
        gauges.register(metrics, provider());
    }

    public ProviderId provider() {
        return connector.id();
    }

    /** The gate that the worker's consumer must obey. */
    public DispatchGate gate() {
        return gate;
    }

    /** Nobody waits for the prompt's answer: its call is stopped or read on, its next one not made; best effort. */
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

    /** Ends what is read on for nobody, so that its end is in the log before anybody else has the prompt. */
    public void stopAbandoned() {
        cancellations.stopAbandoned();
    }

    /** Calls that are read on for nobody. */
    public int abandonedCalls() {
        return cancellations.abandoned();
    }

    /** To be called by the stream thread, under exactly-once, when it has committed a transaction. */
    public void committed() {
        starter.committed();
    }

    /** The task's calls, restored from its store by whichever of its processors comes first. */
    TaskCalls open(TaskId task, KeyValueStore<String, WorkerEntry> store, TopicPartition dispatches) {
        return tasks.computeIfAbsent(task, id -> {
            PendingStore pending = new PendingStore(store, settings.settledRetention(), settings.maxSettled());
            Backlog parked = new Backlog(store, MOST_TENANTS);
            TaskCalls calls =
                    new TaskCalls(this, pending, parked, dispatches, provider() + "-" + task + "-" + epochs.get());
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

    BacklogReader backlog() {
        return backlog;
    }

    /** What follows from a call's end; an error of our own is a failure of the call. */
    Verdict verdict(PendingCall call, ProviderOutcome outcome, Instant now) {
        try {
            return switch (outcome.result()) {
                case Answered answered -> decider.onAnswer(call, answered, outcome.droppedParameters(), now);
                case Failed failed -> decider.onFailure(call, failed, now);
                case Fence fence -> throw new IllegalArgumentException("a fence has no verdict");
            };
        } catch (RuntimeException e) {
            LOG.error("verdict failed for request {}: {}", call.dispatch().id(), Scrubbed.trace(e));
            Failed internal = Failed.of(
                    FailureKind.INTERNAL, "verdict failed: " + e.getClass().getSimpleName(), 0);
            return decider.onFailure(call, internal, now);
        }
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

    /** Ends a call that says nothing itself, through the log like any other. */
    void end(PendingCall call, int partition, Failed failure) {
        publisher.outcome(
                provider(),
                partition,
                call.dispatch().request().traceparent(),
                new ProviderOutcome(call.dispatch().id(), call.attempt(), call.attemptId(), now(), failure));
    }
}
