package io.promptyard.connector.health;

import io.promptyard.model.ProviderHealth;
import io.promptyard.model.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether one target may be called. Closed, it lets everything through and watches; open, nothing; after that some probes at a time.
 * What began before its state last changed says nothing of the state it is in now. Thread-safe.
 */
final class Circuit {
    /** Longer than any {@code max-open} that makes sense. */
    private static final int MOST_DOUBLINGS = 20;

    /** The permission to make one call; {@code era} is that of the state which gave it. */
    record Pass(long era) {}

    /** What is to be seen of it. */
    record View(
            ProviderHealth.State state,
            Instant since,
            @Nullable Instant until,
            @Nullable FailureKind kind,
            int calls,
            int failures) {}

    private final CircuitConfig config;
    private final CallWindow window;
    private ProviderHealth.State state = ProviderHealth.State.HEALTHY;
    private Instant since;
    private @Nullable Instant until;
    private @Nullable FailureKind kind;
    private long era;
    private ProviderHealth.State told = ProviderHealth.State.HEALTHY;
    private int openings;
    private int probing;
    private int proven;

    Circuit(CircuitConfig config, Instant now) {
        this.config = config;
        this.window = new CallWindow(config.window());
        this.since = now;
    }

    /** Null when the target must not be called. Each pass is given back by {@link #ended}. */
    synchronized @Nullable Pass admit(Instant now) {
        advance(now);
        return switch (state) {
            case OPEN -> null;
            case HALF_OPEN -> probing < config.probes() ? probe() : null;
            case HEALTHY, COOLING, UNKNOWN -> new Pass(era);
        };
    }

    private Pass probe() {
        probing++;
        return new Pass(era);
    }

    synchronized void ended(Pass pass, CallVerdict verdict, @Nullable FailureKind how, Instant now) {
        advance(now);
        if (pass.era() != era) {
            return;
        }
        if (verdict == CallVerdict.BAD) {
            kind = how;
        }
        if (state == ProviderHealth.State.HALF_OPEN) {
            probed(verdict, now);
        } else if (verdict != CallVerdict.NEITHER) {
            window.add(verdict == CallVerdict.BAD, now);
            int calls = window.calls(now);
            if (verdict == CallVerdict.BAD
                    && calls >= config.minCalls()
                    && window.failures(now) >= calls * config.failureRatio()) {
                open(now);
            }
        }
    }

    private void probed(CallVerdict verdict, Instant now) {
        probing--;
        switch (verdict) {
            case BAD -> open(now);
            case GOOD -> {
                proven++;
                if (proven >= config.probes()) {
                    close(now);
                }
            }
            case NEITHER -> {}
        }
    }

    /** Forgets what it has seen. */
    synchronized void reset(Instant now) {
        close(now);
        kind = null;
    }

    synchronized View view(Instant now) {
        advance(now);
        return new View(state, since, until, kind, window.calls(now), window.failures(now));
    }

    /** The state it is in, when that is another than at the last time of asking; else null. */
    synchronized ProviderHealth.@Nullable State news(Instant now) {
        advance(now);
        if (state == told) {
            return null;
        }
        told = state;
        return state;
    }

    private void advance(Instant now) {
        if (state == ProviderHealth.State.OPEN && until != null && !now.isBefore(until)) {
            enter(ProviderHealth.State.HALF_OPEN, now, null);
        }
    }

    private void open(Instant now) {
        Duration longer = config.open().multipliedBy(1L << Math.min(openings, MOST_DOUBLINGS));
        openings++;
        enter(
                ProviderHealth.State.OPEN,
                now,
                now.plus(longer.compareTo(config.maxOpen()) < 0 ? longer : config.maxOpen()));
    }

    private void close(Instant now) {
        openings = 0;
        window.clear();
        enter(ProviderHealth.State.HEALTHY, now, null);
    }

    private void enter(ProviderHealth.State next, Instant now, @Nullable Instant end) {
        state = next;
        since = now;
        until = end;
        era++;
        probing = 0;
        proven = 0;
    }
}
