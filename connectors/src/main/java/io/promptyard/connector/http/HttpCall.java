package io.promptyard.connector.http;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.OnHangUp;
import io.promptyard.connector.ProviderCall;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call from connection to outcome. All state is touched on the call's own context only, so nothing is locked;
 * {@link #cancel} and {@link #close} hop there. The first end wins, whatever comes after it is not heard.
 */
final class HttpCall implements ProviderCall {
    /** HTTP/2's CANCEL; on HTTP/1.1 any reset closes the connection. */
    private static final long CANCEL = 0x8;

    /** How long a stream may take to end after its closing event before its connection is given up. */
    private static final long DRAIN_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final CallSettings settings;
    private final CallRequest call;
    private final ReplyReader reader;
    private final DeltaGate gate;
    private final CallTimers timers;
    private final Consumer<HttpCall> whenOver;
    private final Promise<ProviderOutcome.Result> outcome = Promise.promise();
    private final long startedAt;

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private @Nullable Intake intake;
    private @Nullable Long firstTokenMillis;
    private long received;
    private long most;
    private boolean abandoned;
    private boolean over;
    private boolean drained;

    HttpCall(
            Vertx vertx,
            Context context,
            HttpClient client,
            CallSettings settings,
            CallRequest call,
            ReplyReader reader,
            ChunkSink chunks,
            Consumer<HttpCall> whenOver) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.settings = settings;
        this.call = call;
        this.reader = reader;
        this.gate = new DeltaGate(chunks);
        this.timers = new CallTimers(vertx, settings.timeouts(), this::ranOut);
        this.whenOver = whenOver;
        this.most = settings.maxReplyBytes();
        this.startedAt = settings.clock().millis();
    }

    @Override
    public Future<ProviderOutcome.Result> outcome() {
        return outcome.future();
    }

    @Override
    public void cancel() {
        onContext(() -> abort(FailureKind.CANCELLED, "cancelled by the caller"));
    }

    /** Its end is then the true one: whoever tells it further says that nobody waited. */
    @Override
    public void abandon() {
        onContext(this::abandoned);
    }

    private void abandoned() {
        OnHangUp how = call.onHangUp();
        if (how == null || request == null) {
            abort(FailureKind.CANCELLED, "the caller hung up");
        } else if (!over && !abandoned) {
            abandoned = true;
            gate.shut();
            most = Math.min(most, received + how.bytes());
            timers.readOn(how.within());
        }
    }

    /** The client is being closed. */
    void close() {
        onContext(() -> abort(FailureKind.NETWORK, "the connector was closed"));
    }

    /** On the context. */
    void begin() {
        if (over) {
            return;
        }
        guarded(() -> {
            timers.start();
            client.request(call.options())
                    .onComplete(
                            connected -> guarded(() -> connected(connected)),
                            cause -> guarded(() -> broke("could not connect", cause)));
        });
    }

    private void connected(HttpClientRequest connected) {
        request = connected;
        if (over) {
            reset();
            return;
        }
        timers.connected(call.stream());
        connected.exceptionHandler(cause -> guarded(() -> broke("the connection broke", cause)));
        connected
                .send(call.body())
                .onComplete(
                        head -> guarded(() -> head(head)),
                        cause -> guarded(() -> broke("the connection broke before a reply", cause)));
    }

    private void head(HttpClientResponse head) {
        response = head;
        if (over) {
            reset();
            return;
        }
        call.heads().heard(head.headers());
        Intake chosen = Intake.of(head.statusCode(), head.headers(), call.stream(), reader, gate);
        intake = chosen;
        if (!chosen.waitsForContent()) {
            timers.heard();
        }
        head.exceptionHandler(cause -> guarded(() -> broke("the reply was cut", cause)));
        head.handler(bytes -> guarded(() -> bytes(chosen, bytes)));
        head.endHandler(ignored -> guarded(() -> ended(chosen)));
    }

    private void bytes(Intake chosen, Buffer bytes) {
        if (over) {
            return;
        }
        received += bytes.length();
        if (received > most) {
            abort(
                    abandoned ? FailureKind.CANCELLED : FailureKind.MALFORMED_RESPONSE,
                    "a reply of more than " + most + " bytes");
            return;
        }
        try {
            boolean complete = chosen.bytes(bytes);
            if (gate.isOpen() && firstTokenMillis == null) {
                firstTokenMillis = elapsed();
            }
            if (complete) {
                answered(chosen.end());
                drain();
            } else if (!chosen.waitsForContent() || gate.isOpen()) {
                timers.heard();
            }
        } catch (ReplyException e) {
            finish(failed(e));
            reset();
        }
    }

    private void ended(Intake chosen) {
        drained = true;
        if (!over) {
            // All that is waited for now is ourselves.
            timers.stop();
            chosen.readAside(context).onComplete(ignored -> guarded(() -> concluded(chosen)));
        }
    }

    private void concluded(Intake chosen) {
        if (over) {
            return;
        }
        try {
            answered(chosen.end());
        } catch (ReplyException e) {
            finish(failed(e));
        }
    }

    /** The closing event of a stream has been read: its connection is kept when the stream ends soon, too. */
    private void drain() {
        vertx.setTimer(DRAIN_MILLIS, ignored -> {
            if (!drained) {
                reset();
            }
        });
    }

    private void answered(Reply reply) {
        gate.flush();
        finish(new Answered(
                reply.content(), reply.finishReason(), reply.usage(), elapsed(), firstTokenMillis, gate.passed()));
    }

    private void ranOut(CallTimers.Limit limit) {
        guarded(() -> abort(limit.kind(), limit.message()));
    }

    private void broke(String what, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        abort(CallTimers.isConnectTimeout(cause) ? FailureKind.TIMEOUT : FailureKind.NETWORK, what + ": " + reason);
    }

    private void abort(FailureKind kind, String message) {
        if (!over) {
            finish(failed(kind, message, null, null));
            reset();
        }
    }

    private Failed failed(ReplyException e) {
        return failed(e.kind(), e.text(), e.providerCode(), e.retryAfterMillis());
    }

    /** What the headers say of waiting goes before what the body says. */
    private Failed failed(
            FailureKind kind, String message, @Nullable String providerCode, @Nullable Long toldToWaitMillis) {
        HttpClientResponse head = response;
        boolean refused = head != null && head.statusCode() != Intake.OK;
        Long inHeaders = refused ? new RetryAfter(settings.clock()).millis(head.headers()) : null;
        TokenUsage billed = billed();
        return new Failed(
                kind,
                settings.text().of(message),
                head == null ? null : head.statusCode(),
                providerCode == null ? null : settings.text().of(providerCode),
                inHeaders != null ? inHeaders : toldToWaitMillis,
                elapsed(),
                firstTokenMillis,
                gate.passed(),
                billed,
                billed != null || intake == null ? null : intake.soFar());
    }

    /** Without a connection nothing was sent, so nothing was billed; after that only the reply can tell. */
    private @Nullable TokenUsage billed() {
        if (request == null) {
            return TokenUsage.of(0, 0);
        }
        return intake == null ? null : intake.billed();
    }

    private void finish(ProviderOutcome.Result result) {
        if (over) {
            return;
        }
        over = true;
        timers.stop();
        whenOver.accept(this);
        outcome.complete(result);
    }

    private void reset() {
        if (request != null && !drained) {
            request.reset(CANCEL);
        }
    }

    private long elapsed() {
        return Math.max(0, settings.clock().millis() - startedAt);
    }

    private void onContext(Runnable step) {
        context.runOnContext(ignored -> guarded(step));
    }

    /** Whatever is thrown on the way, by a sink for instance, is our bug and still an outcome. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            abort(FailureKind.INTERNAL, "unexpected " + e.getClass().getName());
        }
    }
}
