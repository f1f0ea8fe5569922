package io.promptyard.bench.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Keeps an {@link OpenLoop}: waits on the calling thread until each call is due. {@code park} may wake early. */
public final class Pacer {
    private final LongSupplier nanos;
    private final LongConsumer park;

    Pacer(LongSupplier nanos, LongConsumer park) {
        this.nanos = nanos;
        this.park = park;
    }

    public static Pacer ofSystem() {
        return new Pacer(System::nanoTime, LockSupport::parkNanos);
    }

    /** What is called for each; must not wait for an answer. */
    @FunctionalInterface
    public interface Fire {
        /** @param dueNanos on the pacer's clock; in the past where the pacer itself was held up */
        void fire(int call, long dueNanos);
    }

    public void run(OpenLoop loop, Fire fire) {
        long start = nanos.getAsLong();
        for (int call = 0; call < loop.calls(); call++) {
            long due = start + loop.dueNanos(call);
            for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
                park.accept(left);
            }
            fire.fire(call, due);
        }
    }
}
