package io.promptyard.router.shadow;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.promptyard.router.deadletter.Scrubbed;
import io.promptyard.router.own.Purse;
import io.promptyard.router.own.Purse.Ticket;
import io.promptyard.router.policy.ShadowCall;
import io.promptyard.router.shadow.ShadowListener.Dropped;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends copies to where they go, once each: no retry, no fallback, no dead letter. What cannot be sent at once is dropped and counted, so
 * nothing piles up: a copy is held from when its shadow has a call to spare until the call has ended, and by nobody else. The connectors
 * must be its own, with a board of their own: their failures say nothing to those who call for prompts.
 *
 * <p>Thread-safe. {@link #accept} returns at once and throws nothing; all else happens on the executor and on the connectors' threads.
 */
public final class ShadowCaller implements Consumer<ShadowCall>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowCaller.class);

    private final Function<ProviderId, ProviderConnector> connectors;
    private final Function<ShadowCall, Purse> purses;
    private final ShadowBooks books;
    private final ShadowListener listener;
    private final Executor executor;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final Map<String, ProviderCall> calls = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param connectors of a provider; asked on the executor
     * @param executor must not run what it is given on the thread that gives it
     * @param ids a fresh one at every call, for the attempt
     */
    public ShadowCaller(
            Function<ProviderId, ProviderConnector> connectors,
            Function<ShadowCall, Purse> purses,
            ShadowBooks books,
            ShadowListener listener,
            Executor executor,
            InstantSource clock,
            Supplier<String> ids) {
        this.connectors = connectors;
        this.purses = purses;
        this.books = books;
        this.listener = listener;
        this.executor = executor;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void accept(ShadowCall call) {
        if (closed) {
            listener.dropped(Dropped.CLOSING);
            return;
        }
        AtomicInteger ofShadow = open.computeIfAbsent(call.shadow(), name -> new AtomicInteger());
        if (ofShadow.incrementAndGet() > call.maxOpen()) {
            ofShadow.decrementAndGet();
            listener.dropped(Dropped.BUSY);
            return;
        }
        try {
            executor.execute(() -> begin(call, ofShadow));
        } catch (RejectedExecutionException e) {
            ofShadow.decrementAndGet();
            listener.dropped(Dropped.CLOSING);
        } catch (RuntimeException | Error e) {
            failed(call, ofShadow, e);
        }
    }

    private void begin(ShadowCall call, AtomicInteger ofShadow) {
        Optional<Ticket> ticket = Optional.empty();
        try {
            Dropped why = obstacle(call);
            if (why == null) {
                ticket = purses.apply(call).take(call.boundUsd());
                why = ticket.isEmpty() ? Dropped.BUDGET : null;
            }
            if (why != null) {
                ofShadow.decrementAndGet();
                listener.dropped(why);
                return;
            }
        } catch (RuntimeException | Error e) { // whatever it is, the place is free again
            failed(call, ofShadow, e);
            return;
        }
        start(call.dispatch(), ticket.get(), ofShadow);
    }

    private void failed(ShadowCall call, AtomicInteger ofShadow, Throwable cause) {
        ofShadow.decrementAndGet();
        listener.dropped(Dropped.FAILED);
        LOG.error("shadow of request {} failed: {}", call.dispatch().id(), Scrubbed.trace(cause));
    }

    private @Nullable Dropped obstacle(ShadowCall call) {
        if (closed) {
            return Dropped.CLOSING;
        }
        if (!clock.instant().isBefore(call.dispatch().deadline())) {
            return Dropped.LATE;
        }
        if (books.isBehind()) {
            return Dropped.BEHIND;
        }
        return call.boundUsd() == null ? Dropped.UNPRICED : null;
    }

    private void start(Dispatch dispatch, Ticket ticket, AtomicInteger ofShadow) {
        String attempt = ids.get();
        AtomicBoolean over = new AtomicBoolean();
        try {
            ProviderConnector connector = connectors.apply(dispatch.target().provider());
            books.started(dispatch, attempt);
            ProviderCall made = connector.start(dispatch, attempt, attempt, ChunkSink.NONE);
            calls.put(attempt, made);
            if (closed) {
                made.cancel();
            }
            made.outcome().onComplete(ended -> {
                if (over.compareAndSet(false, true)) {
                    Result result = ended.succeeded() ? ended.result() : internal(ended.cause());
                    end(dispatch, attempt, result, made, ticket, ofShadow);
                }
            });
        } catch (RuntimeException | Error e) { // what was set aside for it must be given back, whatever it is
            if (over.compareAndSet(false, true)) {
                end(dispatch, attempt, internal(e), null, ticket, ofShadow);
            }
            LOG.error("shadow {} could not be called: {}", dispatch.id(), Scrubbed.trace(e));
        }
    }

    private void end(
            Dispatch dispatch,
            String attempt,
            Result result,
            @Nullable ProviderCall made,
            Ticket ticket,
            AtomicInteger ofShadow) {
        BigDecimal cost = null;
        try {
            ProviderAttempt ended = books.ended(dispatch, attempt, result, made);
            cost = ended.costUsd();
        } finally {
            ticket.paid(cost);
            calls.remove(attempt);
            ofShadow.decrementAndGet();
        }
    }

    private static Failed internal(Throwable cause) {
        return Failed.of(
                FailureKind.INTERNAL, "connector failed: " + cause.getClass().getSimpleName(), 0);
    }

    /** Calls that are open, and copies that are about to be sent. */
    public int open() {
        return open.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Sends no more, and stops what is open: nobody waits for it. Does not wait, and closes no connector. */
    @Override
    public void close() {
        closed = true;
        calls.values().forEach(ProviderCall::cancel);
    }
}
