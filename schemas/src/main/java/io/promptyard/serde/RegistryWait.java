package io.promptyard.serde;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries work again while the registry cannot be asked, on the calling thread and up to a bound. The bound is on time, not
 * on tries: one try may itself wait for the client's timeouts. Thread-safe.
 *
 * @param longest how long from the first failure; the last failure is thrown when it is over
 * @param pause between tries
 * @param sleep waits on the calling thread; an interrupt ends the trying, too
 */
public record RegistryWait(Clock clock, Duration longest, Duration pause, Sleep sleep) {

    /** Waits on the calling thread. */
    @FunctionalInterface
    public interface Sleep {
        void take(Duration time) throws InterruptedException;
    }

    /** Waits by sleeping. */
    public static RegistryWait sleeping(Clock clock, Duration longest, Duration pause) {
        return new RegistryWait(clock, longest, pause, Thread::sleep);
    }

    /**
     * What {@code work} answers in the end. {@code first} hears of the first failure alone.
     *
     * @throws RegistryUnavailableException when it takes too long, or the thread is interrupted, which it then still is
     */
    public <T> T until(Supplier<T> work, Consumer<RegistryUnavailableException> first) {
        Instant until = null;
        while (true) {
            try {
                return work.get();
            } catch (RegistryUnavailableException e) {
                if (until == null) {
                    until = clock.instant().plus(longest);
                    first.accept(e);
                }
                if (!clock.instant().isBefore(until)) {
                    throw e;
                }
                rest(e);
            }
        }
    }

    private void rest(RegistryUnavailableException cause) {
        try {
            sleep.take(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
