package io.promptyard.router.worker;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PendingCall.State;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import io.promptyard.router.deadletter.Scrubbed;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one task: queued, open, waiting, orphaned by a restart. Shared by the task's two processors; stream
 * thread only.
 *
 * <p>After a restart, what was open is an orphan: its outcome may already be in the log. A fence goes to the task's own
 * outcomes partition, and orphans are issued again only when the fence has been read back, hence after every outcome
 * that was there before.
 */
final class TaskCalls {
    private static final Logger LOG = LoggerFactory.getLogger(TaskCalls.class);

    private final ProviderWorker worker;
    private final PendingStore store;
    private final TopicPartition dispatches;
    private final ArrayDeque<RequestId> queued = new ArrayDeque<>();
    private final Map<RequestId, OpenCall> open = new HashMap<>();
    private final RetrySchedule waiting = new RetrySchedule();
    private final Set<RequestId> orphans = new HashSet<>();
    private final String epoch;

    private record OpenCall(String attemptId, Instant until) {}

    TaskCalls(ProviderWorker worker, PendingStore store, TopicPartition dispatches, String epoch) {
        this.worker = worker;
        this.store = store;
        this.dispatches = dispatches;
        this.epoch = epoch;
    }

    void restore() {
        store.restore(worker.now(), this::restored);
        if (!orphans.isEmpty()) {
            LOG.info("{}: {} calls were open before the restart", dispatches, orphans.size());
            var fence = new ProviderOutcome(new RequestId(epoch), 0, "", worker.now(), new Fence(epoch));
            worker.publisher().outcome(worker.provider(), dispatches.partition(), null, fence);
        }
    }

    private void restored(PendingCall call) {
        RequestId id = call.dispatch().id();
        switch (call.state()) {
            case QUEUED, UNKNOWN -> queued.add(id);
            case WAITING -> waiting.add(call.dueAt() == null ? call.since() : call.dueAt(), id);
            case CALLING -> {
                if (worker.starter().isOpen(call)) {
                    open.put(id, opened(call)); // the thread was replaced, not the process
                } else {
                    orphans.add(id);
                }
            }
        }
    }

    void dispatched(Dispatch dispatch) {
        if (store.knows(dispatch.id(), dispatch.attempt())) {
            worker.metrics().worker(RouterMeter.REPEATED_DISPATCHES, worker.provider());
            return;
        }
        PendingCall call =
                new PendingCall(dispatch, State.QUEUED, dispatch.attempt(), 1, worker.now(), null, List.of());
        if (hasRoom()) {
            store.add(calling(call));
            open(calling(call));
        } else {
            store.add(call);
            queued.add(dispatch.id());
        }
        gate();
    }

    /**
     * What follows from it; empty for a fence and for an attempt that had ended before, unless by this very record:
     * then what followed may have been lost in a crash, and follows again.
     */
    Optional<Settlement> ended(ProviderOutcome outcome, long offset) {
        if (outcome.result() instanceof Fence fence) {
            if (fence.epoch().equals(epoch)) {
                reissue();
            }
            return Optional.empty();
        }
        PendingCall call = store.call(outcome.id()).orElse(null);
        if (call == null || call.attempt() != outcome.attempt() || call.state() != State.CALLING) {
            return endedAgain(outcome, offset);
        }
        Instant now = worker.now();
        call = asIssued(call, outcome.attemptId());
        Verdict verdict = verdict(call, outcome.result(), now);
        orphans.remove(outcome.id());
        open.remove(outcome.id());
        if (verdict instanceof Verdict.TryAgain again) {
            PendingCall next = next(call, again, now);
            store.put(next);
            waiting.add(again.dueAt(), outcome.id());
        } else {
            store.settle(call, offset, now);
        }
        startQueued();
        Settlement settlement = Settlement.of(call, outcome, verdict, worker.costs(), now);
        settlement.count(worker.metrics());
        return Optional.of(settlement);
    }

    private Optional<Settlement> endedAgain(ProviderOutcome outcome, long offset) {
        worker.metrics().worker(RouterMeter.STALE_OUTCOMES, worker.provider());
        Instant now = worker.now();
        return store.endedBy(outcome.id(), offset).map(call -> {
            PendingCall ended = asIssued(call, outcome.attemptId());
            Verdict verdict = verdict(ended, outcome.result(), now);
            if (verdict instanceof Verdict.TryAgain again) {
                store.reopen(next(ended, again, now));
                waiting.add(again.dueAt(), outcome.id());
            }
            return Settlement.of(ended, outcome, verdict, worker.costs(), now);
        });
    }

    /** The call as it was issued under this id: the outcome of an earlier issue is as good, and its chunks bear its id. */
    private static PendingCall asIssued(PendingCall call, String attemptId) {
        for (int issue = call.issue(); issue > 0; issue--) {
            PendingCall issued = new PendingCall(
                    call.dispatch(), call.state(), call.attempt(), issue, call.since(), call.dueAt(), call.failures());
            if (issued.attemptId().equals(attemptId)) {
                return issued;
            }
        }
        return call;
    }

    private Verdict verdict(PendingCall call, ProviderOutcome.Result result, Instant now) {
        try {
            return switch (result) {
                case Answered answered -> worker.decider().onAnswer(call, answered, now);
                case Failed failed -> worker.decider().onFailure(call, failed, now);
                case Fence fence -> throw new IllegalArgumentException("a fence has no verdict");
            };
        } catch (RuntimeException e) {
            LOG.error("verdict failed for request {}: {}", call.dispatch().id(), Scrubbed.trace(e));
            Failed internal = Failed.of(
                    FailureKind.INTERNAL, "verdict failed: " + e.getClass().getSimpleName(), 0);
            return worker.decider().onFailure(call, internal, now);
        }
    }

    private static PendingCall next(PendingCall call, Verdict.TryAgain again, Instant now) {
        List<AttemptSummary> failures = new ArrayList<>(call.failures());
        failures.add(again.failure());
        return new PendingCall(call.dispatch(), State.WAITING, call.attempt() + 1, 1, now, again.dueAt(), failures);
    }

    /** Due retries, calls that never ended, marks that are old enough. */
    void tick() {
        Instant now = worker.now();
        for (RequestId id = waiting.poll(now); id != null; id = waiting.poll(now)) {
            queued.add(id);
        }
        startQueued();
        open.forEach((id, call) -> {
            if (call.until().isBefore(now)) {
                overdue(id, call.attemptId());
            }
        });
        store.forget(now);
    }

    private void overdue(RequestId id, String attemptId) {
        store.call(id).filter(call -> call.attemptId().equals(attemptId)).ifPresent(call -> {
            Failed late = Failed.of(
                    FailureKind.TIMEOUT,
                    "call did not end within its total timeout",
                    worker.settings().totalTimeout().toMillis());
            worker.publisher()
                    .outcome(
                            worker.provider(),
                            dispatches.partition(),
                            call.dispatch().request().traceparent(),
                            new ProviderOutcome(id, call.attempt(), attemptId, worker.now(), late));
        });
        open.put(id, new OpenCall(attemptId, worker.now().plus(worker.settings().totalTimeout())));
    }

    private void reissue() {
        for (RequestId id : orphans) {
            store.call(id).filter(call -> call.state() == State.CALLING).ifPresent(call -> {
                worker.metrics().worker(RouterMeter.REISSUED, worker.provider());
                store.put(new PendingCall(
                        call.dispatch(),
                        State.QUEUED,
                        call.attempt(),
                        call.issue() + 1,
                        worker.now(),
                        null,
                        call.failures()));
                queued.add(id);
            });
        }
        orphans.clear();
        startQueued();
    }

    private void startQueued() {
        while (hasRoom() && !queued.isEmpty()) {
            PendingCall call = store.call(queued.remove()).orElse(null);
            if (call != null && call.state() != State.CALLING) {
                store.put(calling(call));
                open(calling(call));
            }
        }
        gate();
    }

    private void open(PendingCall call) {
        open.put(call.dispatch().id(), opened(call));
        worker.starter().start(call, dispatches.partition());
    }

    private OpenCall opened(PendingCall call) {
        return new OpenCall(
                call.attemptId(), worker.now().plus(worker.settings().totalTimeout()));
    }

    private PendingCall calling(PendingCall call) {
        return new PendingCall(
                call.dispatch(), State.CALLING, call.attempt(), call.issue(), worker.now(), null, call.failures());
    }

    private boolean hasRoom() {
        return open.size() < worker.settings().maxOpenPerTask();
    }

    private void gate() {
        worker.gate().set(dispatches, !hasRoom());
    }

    void close() {
        worker.gate().set(dispatches, false);
    }

    int pending() {
        return store.pending();
    }
}
