package io.promptyard.connector.http;

import io.netty.channel.ConnectTimeoutException;
import io.promptyard.connector.CallTimeouts;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** The four time limits of one call, and a fifth once its caller has hung up. Used on the call's context only. */
final class CallTimers {
    private static final long NONE = -1;
    private static final String READING_ON = "reading-on";

    /** A limit that ran out. */
    record Limit(String name, Duration duration) {
        FailureKind kind() {
            return name.equals(READING_ON) ? FailureKind.CANCELLED : FailureKind.TIMEOUT;
        }

        String message() {
            return name + " timeout after " + duration.toMillis() + " ms";
        }
    }

    private final Vertx vertx;
    private final CallTimeouts timeouts;
    private final Consumer<Limit> onTimeout;
    private long total = NONE;
    private long step = NONE;
    private long hungUp = NONE;

    CallTimers(Vertx vertx, CallTimeouts timeouts, Consumer<Limit> onTimeout) {
        this.vertx = vertx;
        this.timeouts = timeouts;
        this.onTimeout = onTimeout;
    }

    void start() {
        total = set(new Limit("total", timeouts.total()));
        step = set(new Limit("connect", timeouts.connect()));
    }

    /** A plain reply's head comes when all of it is written: the total alone bounds that. */
    void connected(boolean stream) {
        if (stream) {
            next(new Limit("first-token", timeouts.firstToken()));
        } else {
            cancel(step);
            step = NONE;
        }
    }

    /** A piece of the reply has come. */
    void heard() {
        next(new Limit("idle", timeouts.idle()));
    }

    /** The caller has hung up: beside the others, one limit more. */
    void readOn(Duration within) {
        hungUp = set(new Limit(READING_ON, within));
    }

    void stop() {
        cancel(total);
        cancel(step);
        cancel(hungUp);
        total = NONE;
        step = NONE;
        hungUp = NONE;
    }

    /** The operating system's or TLS's own limit, set to the same duration, may be first to notice. */
    static boolean isConnectTimeout(Throwable cause) {
        return cause instanceof ConnectTimeoutException;
    }

    private void next(Limit limit) {
        cancel(step);
        step = set(limit);
    }

    private long set(Limit limit) {
        return vertx.setTimer(Math.max(1, limit.duration().toMillis()), ignored -> onTimeout.accept(limit));
    }

    private void cancel(long timer) {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }
}
