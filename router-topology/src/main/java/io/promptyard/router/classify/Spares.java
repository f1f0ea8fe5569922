package io.promptyard.router.classify;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Working memory for whoever needs some for a moment: one that is lent is nobody else's. Where all are lent out a new one
 * is made, and where all places are full one that comes back is left to the collector. Thread-safe, never waits.
 */
public final class Spares<T> {
    private static final int PLACES = 8;

    private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(PLACES);
    private final Supplier<T> maker;

    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    public T take() {
        int first = place();
        for (int step = 0; step < PLACES; step++) {
            int place = first + step & PLACES - 1;
            T spare = places.getPlain(place) == null ? null : places.getAndSet(place, null);
            if (spare != null) {
                return spare;
            }
        }
        return maker.get();
    }

    public void give(T spare) {
        int first = place();
        for (int step = 0; step < PLACES; step++) {
            if (places.compareAndSet(first + step & PLACES - 1, null, spare)) {
                return;
            }
        }
    }

    /** Another thread's is tried last: what a thread had, its core may still have at hand. */
    private static int place() {
        return (int) Thread.currentThread().threadId();
    }
}
