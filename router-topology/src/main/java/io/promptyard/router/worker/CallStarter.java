package io.promptyard.router.worker;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.deadletter.Scrubbed;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a call: its {@code STARTED} attempt goes out first, its outcome to the outcomes topic last. The one place where
 * an exception of a connector becomes a failure of kind {@code INTERNAL}. Under exactly-once a call is held until the
 * note of it is committed: were the transaction aborted, its dispatch would be read, and called, once more.
 * Thread-safe.
 */
final class CallStarter {
    private static final Logger LOG = LoggerFactory.getLogger(CallStarter.class);

    private final ProviderConnector connector;
    private final OutcomePublisher publisher;
    private final Cancellations cancellations;
    private final RouterMetrics metrics;
    private final Clock clock;
    private final boolean afterCommit;
    private final HeldCalls held = new HeldCalls();

    CallStarter(
            ProviderConnector connector,
            OutcomePublisher publisher,
            Cancellations cancellations,
            RouterMetrics metrics,
            Clock clock,
            boolean afterCommit) {
        this.connector = connector;
        this.publisher = publisher;
        this.cancellations = cancellations;
        this.metrics = metrics;
        this.clock = clock;
        this.afterCommit = afterCommit;
    }

    /** Starts it, at once or when the stream thread that asks has committed. Must not throw. */
    void start(PendingCall call, int partition) {
        if (afterCommit) {
            held.hold(call, partition);
        } else {
            begin(call, partition);
        }
    }

    /** The calling stream thread has committed: what it noted may be called. */
    void committed() {
        held.release().forEach(each -> begin(each.call(), each.partition()));
    }

    /** Calls that wait for a commit. */
    HeldCalls held() {
        return held;
    }

    /** Or ends it at once when it is too late or nobody waits any more. */
    private void begin(PendingCall call, int partition) {
        Instant now = clock.instant();
        Dispatch dispatch = call.dispatch();
        if (!now.isBefore(dispatch.deadline())) {
            end(call, partition, notCalled(call, FailureKind.DEADLINE_EXCEEDED, "deadline passed before the call"));
        } else if (cancellations.isCancelled(dispatch.id())) {
            end(call, partition, notCalled(call, FailureKind.CANCELLED, "caller hung up before the call"));
        } else {
            publisher.attempt(started(call, now));
            metrics.worker(RouterMeter.ATTEMPTS_STARTED, connector.id());
            call(call, partition);
        }
    }

    private void call(PendingCall call, int partition) {
        Dispatch dispatch = call.dispatch();
        ChunkPublisher pieces = dispatch.request().stream() ? new ChunkPublisher(call, publisher, clock) : null;
        ChunkSink sink = pieces == null ? ChunkSink.NONE : pieces;
        try {
            ProviderCall open =
                    connector.start(dispatch, call.attemptId(), dispatch.id().value(), sink);
            cancellations.opened(dispatch.id(), call.attemptId(), open);
            open.outcome().onComplete(done -> {
                ProviderOutcome.Result result = done.succeeded() ? done.result() : internal(call, done.cause());
                end(call, partition, pieces == null ? result : pieces.told(result), open);
                cancellations.closed(dispatch.id(), call.attemptId()); // last: see isOpen
            });
        } catch (RuntimeException | StackOverflowError e) {
            end(call, partition, internal(call, e));
            cancellations.closed(dispatch.id(), call.attemptId());
        }
    }

    /**
     * Whether the call was started in this process and its outcome is still to be handed to the publisher. When not, the
     * outcome of a call that was started here is already on its way, ahead of whatever is published from now on.
     */
    boolean isOpen(PendingCall call) {
        return cancellations.isOpen(call.dispatch().id(), call.attemptId());
    }

    /** Nothing was sent, so nothing was billed; but who had the call before a restart may have sent it, and that is not known. */
    private static Failed notCalled(PendingCall call, FailureKind kind, String message) {
        return call.issue() > 1
                ? Failed.of(kind, message, 0)
                : new Failed(kind, message, null, null, null, 0, null, 0, TokenUsage.of(0, 0));
    }

    private static Failed internal(PendingCall call, Throwable cause) {
        LOG.error("connector failed for request {}: {}", call.dispatch().id(), Scrubbed.trace(cause));
        return Failed.of(
                FailureKind.INTERNAL, "connector failed: " + cause.getClass().getSimpleName(), 0);
    }

    private void end(PendingCall call, int partition, ProviderOutcome.Result result) {
        end(call, partition, result, null);
    }

    private void end(PendingCall call, int partition, ProviderOutcome.Result result, @Nullable ProviderCall made) {
        Dispatch dispatch = call.dispatch();
        publisher.outcome(
                connector.id(),
                partition,
                dispatch.request().traceparent(),
                new ProviderOutcome(
                        dispatch.id(),
                        call.attempt(),
                        call.attemptId(),
                        clock.instant(),
                        result,
                        made == null ? null : made.key(),
                        made == null ? List.of() : made.droppedParameters()));
    }

    private static ProviderAttempt started(PendingCall call, Instant now) {
        Dispatch dispatch = call.dispatch();
        PromptRequest request = dispatch.request();
        return new ProviderAttempt(
                call.attemptId(),
                dispatch.id(),
                now,
                ProviderAttempt.Phase.STARTED,
                call.attempt(),
                dispatch.target(),
                dispatch.route(),
                request.tenant(),
                request.endpoint(),
                request.tags(),
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                request.stream(),
                request.experiment(),
                dispatch.prompt().classification().task(),
                dispatch.expectedCostUsd());
    }
}
