package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PendingCall.State;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.worker.BacklogReader.Found;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task takes in at once, and what it reads past and takes in later. A tenant that has its share of the look-ahead
 * gets no more in; what it has beyond stays in the topic, and the task reads on, to the other tenants behind it. Stream
 * thread only.
 */
final class Intake {
    /** Dispatches read past in one tick: outcomes are younger, and Streams would keep them waiting for the oldest. */
    static final int READ_PAST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final ProviderWorker worker;
    private final TopicPartition dispatches;
    private final DispatchQueue queue;
    private final RetrySchedule waiting;
    private final Backlog backlog;
    private @Nullable Reading reading;
    private @Nullable Instant oldest;
    private int readPast;

    private record Reading(String tenant, CompletableFuture<Found> found) {}

    Intake(
            ProviderWorker worker,
            TopicPartition dispatches,
            DispatchQueue queue,
            RetrySchedule waiting,
            Backlog backlog) {
        this.worker = worker;
        this.dispatches = dispatches;
        this.queue = queue;
        this.waiting = waiting;
        this.backlog = backlog;
    }

    void restore() {
        backlog.restore();
    }

    /** Leaves the dispatch at this offset in the topic for later, if its tenant has its share; says whether it did. */
    boolean leaves(Dispatch dispatch, long offset) {
        String tenant = dispatch.request().tenant();
        if (!backlog.holds(tenant) && (hasRoom(tenant) || !backlog.room())) {
            return false;
        }
        backlog.park(tenant, offset, dispatch.at());
        worker.metrics().worker(RouterMeter.READ_PAST, worker.provider());
        readPast++;
        return true;
    }

    private boolean hasRoom(String tenant) {
        return queue.room(tenant) > 0 && waiting.room(tenant);
    }

    /** Whether no dispatch is to be fetched for now. */
    boolean isFull() {
        return readPast >= READ_PAST || queue.isFull() && !backlog.room();
    }

    void tick() {
        readPast = 0;
        oldest = Stream.concat(queue.oldest().stream(), backlog.oldest().stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Hands on what was read again, and asks for more for the tenant whose turn it is. */
    void refill(Consumer<Dispatch> taker) {
        Reading now = reading;
        if (now != null) {
            if (!now.found().isDone()) {
                return;
            }
            reading = null;
            take(now, taker);
        }
        backlog.next(this::runsLow).ifPresent(this::read);
    }

    /** Read a good part of its share at a time: every reading costs the broker a fetch. */
    private boolean runsLow(String tenant) {
        return hasRoom(tenant) && queue.sizeOf(tenant) <= queue.room(tenant);
    }

    private void read(String tenant) {
        WorkerEntry.Parked span = backlog.span(tenant);
        if (span != null) {
            var wanted = new BacklogReader.Span(dispatches, tenant, span.from(), span.to(), queue.room(tenant));
            reading = new Reading(tenant, worker.backlog().read(wanted));
        }
    }

    private void take(Reading done, Consumer<Dispatch> taker) {
        try {
            Found found = done.found().join();
            found.dispatches().forEach(taker);
            if (!found.dispatches().isEmpty()) {
                Instant last = found.dispatches().getLast().at();
                backlog.taken(done.tenant(), found.next(), found.dispatches().size(), last);
            } else {
                backlog.taken(done.tenant(), found.next(), 0, worker.now());
            }
        } catch (CompletionException e) {
            LOG.warn(
                    "{}: what was read past was not read again, trying on: {}",
                    dispatches,
                    String.valueOf(e.getCause()));
        }
    }

    /** What is before the task now; its oldest as of the last tick. */
    Pressure pressure(int calling) {
        boolean crowded = queue.isFull() || backlog.parked() > 0;
        return new Pressure(queue.size(), calling, waiting.size(), backlog.parked(), crowded, oldest);
    }

    /** An outcome may have come for what was queued: then it waits for its next attempt, or is called already. */
    static boolean isToBeCalled(PendingCall call, Instant now) {
        return call.state() == State.QUEUED
                || call.state() == State.WAITING
                        && (call.dueAt() == null || !call.dueAt().isAfter(now));
    }
}
