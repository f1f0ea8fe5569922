package io.promptyard.bench.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Puts load on a target and waits, for a bounded time, until all of it has ended. Blocks. */
public final class Load {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final Duration patience;

    /** @param patience how long calls may still take after the last was sent */
    public Load(Duration patience) {
        this.patience = patience;
    }

    /** Latency counts from the time a call was due. */
    public Quantiles open(Target target, OpenLoop loop) {
        Latencies latencies = new Latencies();
        Pacer.ofSystem().run(loop, (call, due) -> target.call(call, timed(latencies, due, () -> {})));
        await(latencies, loop.calls());
        return latencies.quantiles(loop.calls());
    }

    /** What a closed loop reached: {@code seconds} it really took. */
    public record Reached(Quantiles quantiles, double seconds) {
        public double perSecond() {
            return quantiles.answered() / seconds;
        }
    }

    /** {@code width} calls at a time, the next when one ends, for a while. Latency counts from the time of the call. */
    public Reached closed(Target target, int width, Duration duration) {
        Latencies latencies = new Latencies();
        AtomicInteger sent = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        for (int i = 0; i < width; i++) {
            next(target, latencies, sent, end);
        }
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        await(latencies, sent.get());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Reached(latencies.quantiles(sent.get()), seconds);
    }

    private static void next(Target target, Latencies latencies, AtomicInteger sent, long end) {
        long now = System.nanoTime();
        if (now < end) {
            target.call(sent.getAndIncrement(), timed(latencies, now, () -> next(target, latencies, sent, end)));
        }
    }

    /** So many calls as fast as the target takes them. */
    public Reached burst(Target target, int calls) {
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            target.call(call, timed(latencies, System.nanoTime(), () -> {}));
        }
        await(latencies, calls);
        return new Reached(latencies.quantiles(calls), (System.nanoTime() - start) / 1e9);
    }

    private static Target.Ending timed(Latencies latencies, long since, Runnable then) {
        return new Target.Ending() {
            @Override
            public void answered() {
                latencies.answered(System.nanoTime() - since);
                then.run();
            }

            @Override
            public void failed() {
                latencies.failed();
                then.run();
            }
        };
    }

    private void await(Latencies latencies, int sent) {
        long until = System.nanoTime() + patience.toNanos();
        while (latencies.ended() < sent && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
