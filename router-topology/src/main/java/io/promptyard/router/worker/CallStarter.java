package io.promptyard.router.worker;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a call: its {@code STARTED} attempt goes out first, its outcome to the outcomes topic last. The one place where
 * an exception of a connector becomes a failure of kind {@code INTERNAL}. Thread-safe.
 */
final class CallStarter {
    private static final Logger LOG = LoggerFactory.getLogger(CallStarter.class);

    private final ProviderConnector connector;
    private final OutcomePublisher publisher;
    private final Cancellations cancellations;
    private final RouterMetrics metrics;
    private final Clock clock;

    CallStarter(
            ProviderConnector connector,
            OutcomePublisher publisher,
            Cancellations cancellations,
            RouterMetrics metrics,
            Clock clock) {
        this.connector = connector;
        this.publisher = publisher;
        this.cancellations = cancellations;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Starts it, or ends it at once when it is too late or nobody waits any more. Must not throw. */
    void start(PendingCall call, int partition) {
        Instant now = clock.instant();
        Dispatch dispatch = call.dispatch();
        if (!now.isBefore(dispatch.deadline())) {
            end(call, partition, Failed.of(FailureKind.DEADLINE_EXCEEDED, "deadline passed before the call", 0));
        } else if (cancellations.isCancelled(dispatch.id())) {
            end(call, partition, Failed.of(FailureKind.CANCELLED, "caller hung up before the call", 0));
        } else {
            publisher.attempt(started(call, now));
            metrics.worker(RouterMeter.ATTEMPTS_STARTED, connector.id());
            call(call, partition);
        }
    }

    private void call(PendingCall call, int partition) {
        Dispatch dispatch = call.dispatch();
        ChunkSink sink = dispatch.request().stream() ? new ChunkPublisher(call, publisher, clock) : ChunkSink.NONE;
        try {
            ProviderCall open =
                    connector.start(dispatch, call.attemptId(), dispatch.id().value(), sink);
            cancellations.opened(dispatch.id(), open);
            open.outcome().onComplete(done -> {
                cancellations.closed(dispatch.id());
                end(call, partition, done.succeeded() ? done.result() : internal(call, done.cause()));
            });
        } catch (RuntimeException e) {
            cancellations.closed(dispatch.id());
            end(call, partition, internal(call, e));
        }
    }

    private static Failed internal(PendingCall call, Throwable cause) {
        LOG.error("connector failed for request {}", call.dispatch().id(), cause);
        return Failed.of(
                FailureKind.INTERNAL, "connector failed: " + cause.getClass().getSimpleName(), 0);
    }

    private void end(PendingCall call, int partition, ProviderOutcome.Result result) {
        Dispatch dispatch = call.dispatch();
        publisher.outcome(
                connector.id(),
                partition,
                dispatch.request().traceparent(),
                new ProviderOutcome(dispatch.id(), call.attempt(), call.attemptId(), clock.instant(), result));
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
                request.experiment());
    }
}
