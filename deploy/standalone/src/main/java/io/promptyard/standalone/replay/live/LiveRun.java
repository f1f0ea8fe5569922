package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases of a sample in their order, some at once, until all are done, the money is at its end or it is stopped.
 *
 * @param <C> what comes of one
 */
final class LiveRun<C> {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /** Fifteen seconds. */
    private static final int LOOKS = 150;

    private final List<PromptRequest> sample;
    private final Purse purse;
    private final Runner<C> runner;
    private final Kind<C> kind;
    private final LiveReplay.Listener listener;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable C> cases;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /** Sends one prompt, and returns when it and all that is asked about it have their ends. */
    interface Runner<C> {
        C run(PromptRequest drawn) throws InterruptedException, ExecutionException;
    }

    /** What cases are: one that was not reached, and whether one has its end. */
    interface Kind<C> {
        C left(PromptRequest drawn);

        boolean hasEnded(C ran);
    }

    LiveRun(List<PromptRequest> sample, Purse purse, Runner<C> runner, Kind<C> kind, LiveReplay.Listener listener) {
        this.kind = kind;
        this.sample = sample;
        this.purse = purse;
        this.runner = runner;
        this.listener = listener;
        this.cases = new AtomicReferenceArray<>(sample.size());
    }

    /** Nothing more is begun; what is open ends. Also for other threads. */
    void stop() {
        stopped = true;
        purse.stop();
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Blocks. One case for each prompt of the sample, in its order; those not reached are left.
     *
     * @throws IllegalStateException when a prompt could not be sent or its end not be read
     */
    List<C> run(int concurrency) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
            threads.add(Thread.ofPlatform().name("experiment-" + i).start(this::work));
        }
        joined(threads);
        Throwable failed = failure.get();
        if (failed != null && !stopped) {
            throw new IllegalStateException("the sample could not be sent to its end", failed);
        }
        List<C> all = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            C ran = cases.get(i);
            all.add(ran == null ? kind.left(sample.get(i)) : ran);
        }
        return all;
    }

    /** Once stopped, for as long as open calls have to end; then they are left to the next run. */
    private void joined(List<Thread> threads) throws InterruptedException {
        int looks = 0;
        for (Thread thread : threads) {
            while (!thread.join(LOOK_AGAIN)) {
                if (stopped && ++looks > LOOKS) {
                    threads.forEach(Thread::interrupt);
                }
            }
        }
    }

    private void work() {
        try {
            for (int i = next.getAndIncrement(); i < sample.size() && isGoing(); i = next.getAndIncrement()) {
                C ran = runner.run(sample.get(i));
                cases.set(i, ran);
                if (kind.hasEnded(ran)) {
                    listener.done(done.incrementAndGet(), sample.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            failure.compareAndSet(null, e.getCause());
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private boolean isGoing() {
        return !stopped && failure.get() == null;
    }
}
