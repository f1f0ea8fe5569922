package io.promptyard.connector.http;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.health.KeyRing;
import io.promptyard.model.ModelId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes on with the provider's next key when one is refused or used up, each at most once, within the one total timeout. What the caller
 * gets is the last request's end; when it has hung up, that nobody waited for it. One request is open at a time, so only {@link #cancel} and
 * {@link #abandon} come from another thread.
 */
final class KeyedCall implements ProviderCall {
    /** The request behind it. */
    interface Requests {
        /** Must not throw. {@code within} null: all the time there is. */
        ProviderCall start(int key, @Nullable Duration within);

        /** The provider did not accept the key. Whether it is another one by the next time. */
        boolean renewed(int key);
    }

    private final KeyRing ring;
    private final ModelId model;
    private final Duration total;
    private final ConnectorContext context;
    private final Requests requests;
    private final boolean keyless;
    private final List<String> droppedParameters;
    private final Instant startedAt;
    private final Set<Integer> tried = new HashSet<>();
    private final Promise<ProviderOutcome.Result> outcome = Promise.promise();
    private final Promise<ProviderOutcome.Result> truth = Promise.promise();
    private volatile boolean cancelled;
    private volatile boolean abandoned;
    private volatile @Nullable ProviderCall current;
    private volatile @Nullable String key;

    KeyedCall(
            KeyRing ring,
            ModelId model,
            Duration total,
            ConnectorContext context,
            Requests requests,
            boolean keyless,
            List<String> droppedParameters) {
        this.ring = ring;
        this.model = model;
        this.total = total;
        this.context = context;
        this.requests = requests;
        this.keyless = keyless;
        this.droppedParameters = droppedParameters;
        this.startedAt = context.clock().instant();
    }

    void begin(int first) {
        send(first, null);
    }

    private void send(int next, @Nullable Duration left) {
        tried.add(next);
        key = keyless ? null : ring.name(next);
        Duration before = elapsed();
        ProviderCall call = requests.start(next, left);
        current = call;
        if (cancelled) {
            call.cancel();
        } else if (abandoned) {
            call.abandon();
        }
        call.outcome().onSuccess(result -> ended(next, result, before));
    }

    private void ended(int used, ProviderOutcome.Result result, Duration before) {
        boolean unauthorised = result instanceof Failed failed && failed.kind() == FailureKind.AUTHENTICATION;
        boolean renewed = unauthorised && requests.renewed(used);
        Instant now = context.clock().instant();
        boolean another = ring.ended(used, model, result, renewed, now);
        Duration left = total.minus(elapsed());
        if (another && !cancelled && !abandoned && left.isPositive()) {
            OptionalInt next = ring.take(model, tried, now);
            if (next.isPresent()) {
                ring.rotated(result);
                send(next.getAsInt(), left);
                return;
            }
        }
        ProviderOutcome.Result end = after(before, tried.size() > 1 ? soonest(result, now) : result);
        truth.complete(end);
        outcome.complete(abandoned ? unheard(end) : end);
    }

    /** What it came to stays known, the answer is nobody's. */
    private static ProviderOutcome.Result unheard(ProviderOutcome.Result end) {
        return switch (end) {
            case Answered answered ->
                new Failed(
                        FailureKind.CANCELLED,
                        "the caller hung up; read to its end",
                        null,
                        null,
                        null,
                        answered.latencyMillis(),
                        answered.firstTokenMillis(),
                        answered.chunks(),
                        answered.usage());
            case Failed failed when failed.kind() == FailureKind.CANCELLED -> failed;
            case Failed failed ->
                new Failed(
                        FailureKind.CANCELLED,
                        FailureText.OPEN.of("the caller hung up; then " + failed.kind() + ": " + failed.message()),
                        failed.httpStatus(),
                        failed.providerCode(),
                        failed.retryAfterMillis(),
                        failed.latencyMillis(),
                        failed.firstTokenMillis(),
                        failed.chunks(),
                        failed.usage(),
                        failed.usageSoFar());
            case ProviderOutcome.Fence fence -> fence;
        };
    }

    /** Of several keys that are used up the first to be free says when to come back. */
    private ProviderOutcome.Result soonest(ProviderOutcome.Result result, Instant now) {
        if (!(result instanceof Failed failed) || failed.kind() != FailureKind.RATE_LIMITED) {
            return result;
        }
        long free = Duration.between(now, ring.freeAt(model, now)).toMillis();
        Long told = failed.retryAfterMillis();
        return new Failed(
                failed.kind(),
                failed.message(),
                failed.httpStatus(),
                failed.providerCode(),
                told == null ? free : Long.valueOf(Math.min(told, free)),
                failed.latencyMillis(),
                failed.firstTokenMillis(),
                failed.chunks(),
                failed.usage(),
                failed.usageSoFar());
    }

    private Duration elapsed() {
        Duration elapsed = Duration.between(startedAt, context.clock().instant());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    /** Times count from the first request, whose caller knows of no other. */
    private static ProviderOutcome.Result after(Duration before, ProviderOutcome.Result result) {
        long millis = before.toMillis();
        if (millis == 0) {
            return result;
        }
        return switch (result) {
            case Answered answered ->
                new Answered(
                        answered.body(),
                        answered.finishReason(),
                        answered.usage(),
                        answered.latencyMillis() + millis,
                        later(answered.firstTokenMillis(), millis),
                        answered.chunks());
            case Failed failed ->
                new Failed(
                        failed.kind(),
                        failed.message(),
                        failed.httpStatus(),
                        failed.providerCode(),
                        failed.retryAfterMillis(),
                        failed.latencyMillis() + millis,
                        later(failed.firstTokenMillis(), millis),
                        failed.chunks(),
                        failed.usage(),
                        failed.usageSoFar());
            case ProviderOutcome.Fence fence -> fence;
        };
    }

    private static @Nullable Long later(@Nullable Long millis, long before) {
        return millis == null ? null : Long.valueOf(millis + before);
    }

    @Override
    public Future<ProviderOutcome.Result> outcome() {
        return outcome.future();
    }

    /** How it ended, whoever waited. */
    Future<ProviderOutcome.Result> truth() {
        return truth.future();
    }

    @Override
    public void abandon() {
        abandoned = true;
        ProviderCall open = current;
        if (open != null) {
            open.abandon();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        ProviderCall open = current;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public @Nullable String key() {
        return key;
    }

    @Override
    public List<String> droppedParameters() {
        return droppedParameters;
    }
}
