package io.promptyard.gateway.openai;

import io.promptyard.gateway.correlation.PendingResponses;
import io.promptyard.gateway.correlation.ResponseBus;
import io.promptyard.gateway.correlation.Waiting;
import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.model.Cancellation;
import io.promptyard.model.RequestId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What plain and streamed replies share: they are registered under their id until they end, by an answer, a failure,
 * the deadline or the client hanging up, whichever comes first. Lives on the exchange's event loop.
 */
abstract class PendingReply implements Waiting {
    private static final long NO_TIMER = -1;

    private final Exchange exchange;
    private final Surroundings around;

    private long deadlineTimer = NO_TIMER;
    private boolean finished;

    /** Where a reply lives. {@code keyed} is whether the client may come back for the answer under its own key. */
    record Surroundings(Vertx vertx, PendingResponses pending, ResponseBus bus, String id, boolean keyed) {}

    PendingReply(Exchange exchange, Surroundings around) {
        this.exchange = exchange;
        this.around = around;
    }

    @Override
    public final Context context() {
        return exchange.context();
    }

    @Override
    public final void unreadable() {
        fail(ApiErrors.unreadable());
    }

    /** Answers with the error, in the way that the state of the answer still permits. */
    abstract void failed(ApiError error);

    /** Called once when the reply has ended, to stop timers. */
    void ended() {}

    final void arm(Duration limit) {
        deadlineTimer = around.vertx().setTimer(Math.max(1, limit.toMillis()), ignored -> {
            deadlineTimer = NO_TIMER;
            if (!finished) {
                exchange.metrics().count(GatewayMeter.TIMED_OUT);
                fail(ApiErrors.timedOut());
            }
        });
        exchange.response().closeHandler(ignored -> hungUp());
    }

    final void fail(ApiError error) {
        if (finish()) {
            failed(error);
        }
    }

    /** Ends the wait; false when it had ended before. */
    final boolean finish() {
        if (finished) {
            return false;
        }
        finished = true;
        if (deadlineTimer != NO_TIMER) {
            around.vertx().cancelTimer(deadlineTimer);
        }
        around.pending().remove(around.id(), this);
        ended();
        return true;
    }

    final boolean finished() {
        return finished;
    }

    final Exchange exchange() {
        return exchange;
    }

    final Vertx vertx() {
        return around.vertx();
    }

    final String completionId() {
        return "chatcmpl-" + around.id();
    }

    final long createdSeconds() {
        return exchange.startedMillis() / 1000;
    }

    /** A client that gave a key of its own may come back for the answer, so the call goes on. */
    private void hungUp() {
        if (finish()) {
            exchange.metrics().count(GatewayMeter.CANCELLED);
            exchange.done(ApiErrors.CLIENT_CLOSED);
            if (!around.keyed()) {
                around.bus()
                        .cancel(new Cancellation(
                                new RequestId(around.id()), exchange.clock().instant(), "disconnected"));
            }
        }
    }
}
