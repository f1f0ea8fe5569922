package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PendingCall.State;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.verdict.Verdict;
import java.time.Instant;
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
 * <p>At its start a fence goes to the task's own outcomes partition, and nothing is called before it has been read back,
 * hence after every outcome that was there before: what the notes say is open is an orphan whose outcome may be in the
 * log, and so may be that of a dispatch which is read again because the note of it was lost. Such an outcome comes early,
 * before its dispatch, and is kept for it.
 */
final class TaskCalls {
    private static final Logger LOG = LoggerFactory.getLogger(TaskCalls.class);
    private static final long READ_AGAIN = -1;

    private final ProviderWorker worker;
    private final PendingStore store;
    private final TopicPartition dispatches;
    private final DispatchQueue queue;
    private final Map<RequestId, OpenCall> open = new HashMap<>();
    private final RetrySchedule waiting;
    private final Intake intake;
    private final Set<RequestId> orphans = new HashSet<>();
    private final Set<RequestId> interrupted = new HashSet<>();
    private final EarlyOutcomes early = new EarlyOutcomes();
    private final StartFence fence;
    private volatile Pressure pressure = Pressure.NONE;

    private record OpenCall(String attemptId, Instant until) {}

    TaskCalls(ProviderWorker worker, PendingStore store, Backlog backlog, TopicPartition dispatches, String epoch) {
        this.worker = worker;
        this.store = store;
        this.dispatches = dispatches;
        this.queue = new DispatchQueue(worker.settings().lookAhead());
        this.waiting = new RetrySchedule(worker.settings().maxWaiting());
        this.intake = new Intake(worker, dispatches, queue, waiting, backlog);
        this.fence = new StartFence(worker, dispatches.partition(), epoch);
    }

    void restore() {
        store.restore(worker.now(), this::restored);
        intake.restore();
        if (!orphans.isEmpty()) {
            LOG.info("{}: {} calls were open before the restart", dispatches, orphans.size());
        }
        fence.raise();
    }

    private void restored(PendingCall call) {
        RequestId id = call.dispatch().id();
        switch (call.state()) {
            case QUEUED, UNKNOWN -> queue.add(call.dispatch());
            case WAITING -> waiting.add(call.dueAt() == null ? call.since() : call.dueAt(), call.dispatch());
            case CALLING -> {
                if (worker.starter().isOpen(call)) {
                    open.put(id, opened(call)); // the thread was replaced, not the process
                } else {
                    orphans.add(id);
                }
            }
        }
    }

    /** One read from the topic, at this offset. */
    void dispatched(Dispatch dispatch, long offset) {
        taken(dispatch, offset);
        gate();
    }

    private void taken(Dispatch dispatch, long offset) {
        if (store.knows(dispatch.id(), dispatch.attempt())) {
            worker.metrics().worker(RouterMeter.REPEATED_DISPATCHES, worker.provider());
            return;
        }
        PendingCall call = PendingCall.queued(dispatch, worker.now());
        List<ProviderOutcome> before = early.take(dispatch.id(), dispatch.attempt());
        if (!before.isEmpty()) {
            ended(call, before);
        } else if (offset == READ_AGAIN || !intake.leaves(dispatch, offset)) {
            startOrQueue(call);
        }
    }

    private void startOrQueue(PendingCall call) {
        if (hasRoom() && queue.size() == 0) {
            PendingCall calling = call.calling(worker.now());
            store.add(calling);
            open(calling);
        } else {
            store.add(call);
            queue.add(call.dispatch());
        }
    }

    /** It was called, and ended, before a restart that lost the note of it: how it ended is read once more. */
    private void ended(PendingCall call, List<ProviderOutcome> before) {
        worker.metrics().worker(RouterMeter.EARLY_OUTCOMES, worker.provider());
        PendingCall calling = call.calling(worker.now());
        store.add(calling);
        open.put(call.dispatch().id(), opened(calling));
        String trace = call.dispatch().request().traceparent();
        before.forEach(
                outcome -> worker.publisher().outcome(worker.provider(), dispatches.partition(), trace, outcome));
    }

    /**
     * What follows from it; empty for a fence and for an attempt that had ended before, unless by this very record:
     * then what followed may have been lost in a crash, and follows again.
     */
    Optional<Settlement> ended(ProviderOutcome outcome, long offset) {
        if (outcome.result() instanceof Fence read) {
            if (fence.isPassedBy(read)) {
                reissue();
            }
            return Optional.empty();
        }
        PendingCall call = store.call(outcome.id()).orElse(null);
        if (call == null || call.attempt() != outcome.attempt()) {
            return endedAgain(outcome, offset);
        }
        Instant now = worker.now();
        call = call.issuedAs(outcome.attemptId());
        Verdict verdict = worker.verdict(call, outcome, now);
        orphans.remove(outcome.id());
        interrupted.remove(outcome.id());
        OpenCall under = open.remove(outcome.id());
        if (under != null && !under.attemptId().equals(outcome.attemptId())) {
            worker.stop(outcome.id()); // an earlier issue answered: nobody waits for the later one
        }
        if (verdict instanceof Verdict.TryAgain again) {
            PendingCall next = call.waiting(again.failure(), again.dueAt(), now);
            store.put(next);
            waiting.add(again.dueAt(), call.dispatch());
        } else {
            store.settle(call, offset, now);
        }
        startQueued();
        Settlement settlement = Settlement.of(call, outcome, verdict, worker.costs(), now);
        settlement.count(worker.metrics());
        return Optional.of(settlement);
    }

    private Optional<Settlement> endedAgain(ProviderOutcome outcome, long offset) {
        Instant now = worker.now();
        if (!store.hasReached(outcome.id(), outcome.attempt())) {
            early.keep(outcome, now);
            return Optional.empty();
        }
        worker.metrics().worker(RouterMeter.STALE_OUTCOMES, worker.provider());
        return store.endedBy(outcome.id(), offset).map(call -> {
            PendingCall ended = call.issuedAs(outcome.attemptId());
            Verdict verdict = worker.verdict(ended, outcome, now);
            if (verdict instanceof Verdict.TryAgain again) {
                store.reopen(ended.waiting(again.failure(), again.dueAt(), now));
                waiting.add(again.dueAt(), call.dispatch());
            }
            return Settlement.of(ended, outcome, verdict, worker.costs(), now);
        });
    }

    /** Due retries, what is too late, calls that never ended, marks that are old enough. */
    void tick() {
        Instant now = worker.now();
        fence.raiseAgainWhenLate();
        for (RequestId id = waiting.poll(now); id != null; id = waiting.poll(now)) {
            store.call(id).ifPresent(call -> queue.add(call.dispatch()));
        }
        if (fence.isPassed()) {
            queue.expired(now).forEach(this::call); // refused without a call, hence without room for one
        }
        intake.tick();
        startQueued();
        open.forEach((id, call) -> {
            if (call.until().isBefore(now)) {
                overdue(id, call.attemptId());
            }
        });
        store.forget(now);
        early.forget(now.minus(worker.settings().settledRetention()));
    }

    private void overdue(RequestId id, String attemptId) {
        store.call(id).filter(call -> call.attemptId().equals(attemptId)).ifPresent(call -> {
            worker.end(call, dispatches.partition(), Interruption.overdue(interrupted.contains(id), worker.settings()));
        });
        worker.stop(id); // after its outcome: what the stopped call says is stale
        open.put(id, new OpenCall(attemptId, worker.now().plus(worker.settings().totalTimeout())));
    }

    private void reissue() {
        for (RequestId id : orphans) {
            store.call(id).filter(call -> call.state() == State.CALLING).ifPresent(this::orphaned);
        }
        orphans.clear();
        startQueued();
    }

    private void orphaned(PendingCall call) {
        RequestId id = call.dispatch().id();
        switch (worker.settings().onRestart()) {
            case RETRY -> {
                if (call.dispatch().reserves()) { // for one call: the decision reserves anew
                    open.put(id, opened(call));
                    worker.end(call, dispatches.partition(), Interruption.unpaid());
                    return;
                }
                worker.metrics().worker(RouterMeter.REISSUED, worker.provider());
                store.put(call.reissued(worker.now()));
                queue.add(call.dispatch());
            }
            case ASK -> interrupted(id, call);
            case DEAD_LETTER -> {
                interrupted(id, call);
                overdue(id, call.attemptId());
            }
        }
    }

    /** It is waited for as if it were under way, and never called again. */
    private void interrupted(RequestId id, PendingCall call) {
        interrupted.add(id);
        open.put(id, opened(call));
    }

    private void startQueued() {
        if (fence.isPassed() && !worker.gate().isDraining()) {
            intake.refill(dispatch -> taken(dispatch, READ_AGAIN));
        }
        for (RequestId id = hasRoom() ? queue.poll() : null; id != null; id = hasRoom() ? queue.poll() : null) {
            call(id);
        }
        gate();
    }

    private void call(RequestId id) {
        Instant now = worker.now();
        store.call(id).filter(call -> Intake.isToBeCalled(call, now)).ifPresent(call -> {
            store.put(call.calling(now));
            open(call.calling(now));
        });
    }

    private void open(PendingCall call) {
        open.put(call.dispatch().id(), opened(call));
        if (!worker.starter().isOpen(call)) { // when the thread was replaced and the note of the call lost
            worker.starter().start(call, dispatches.partition());
        }
    }

    private OpenCall opened(PendingCall call) {
        return new OpenCall(
                call.attemptId(), worker.now().plus(worker.settings().totalTimeout()));
    }

    private boolean hasRoom() {
        return fence.isPassed()
                && !worker.gate().isDraining()
                && open.size() < worker.settings().maxOpenPerTask();
    }

    /** Before the fence is read back, a dispatch could be read past whose outcome is still to be read. */
    private void gate() {
        worker.gate().set(dispatches, !fence.isPassed() || intake.isFull());
        pressure = intake.pressure(open.size() + orphans.size());
    }

    void close() {
        worker.gate().set(dispatches, false);
    }

    /** From any thread. */
    Pressure pressure() {
        return pressure;
    }
}
