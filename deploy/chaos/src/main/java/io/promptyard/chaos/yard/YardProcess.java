package io.promptyard.chaos.yard;

import io.promptyard.bench.process.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of the yard that may be killed, stopped, frozen and started again under the same name. One that ends
 * without being told to is started again after a second, as a supervisor would, and that is noted. Thread-safe;
 * whoever made it closes it.
 */
public final class YardProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(YardProcess.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(40);

    private final String name;
    private final Supplier<JavaProcess> starter;
    private final Consumer<JavaProcess> announced;
    private final List<String> endings = new ArrayList<>();
    private @Nullable JavaProcess current;
    private boolean ready;

    /**
     * @param starter starts it without waiting
     * @param announced returns when it is ready, with what it printed taken down
     */
    public YardProcess(String name, Supplier<JavaProcess> starter, Consumer<JavaProcess> announced) {
        this.name = name;
        this.starter = starter;
        this.announced = announced;
    }

    public String name() {
        return name;
    }

    /** Starts it when it is not running; does not wait. */
    public synchronized void start() {
        if (current == null) {
            JavaProcess process = starter.get();
            current = process;
            ready = false;
            Thread.ofVirtual().name(name).start(() -> follow(process));
        }
    }

    private void follow(JavaProcess process) {
        try {
            announced.accept(process);
            readyIfStill(process);
        } catch (IllegalStateException e) {
            LOG.debug("{} is not ready, and what becomes of it is told when it has ended", name, e);
        }
        while (process.isAlive() && !Thread.currentThread().isInterrupted()) {
            process.await(DRAIN);
        }
        if (endedByItself(process)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            restartAfter(process);
        }
    }

    private synchronized void readyIfStill(JavaProcess process) {
        if (current == process) {
            ready = true;
            notifyAll();
        }
    }

    private synchronized boolean endedByItself(JavaProcess process) {
        if (current != process) {
            return false;
        }
        ready = false;
        endings.add(name + " ended by itself, exit code " + process.exitCode() + ": " + process.endOfLog());
        return true;
    }

    private synchronized void restartAfter(JavaProcess process) {
        if (current == process) {
            current = null;
            start();
        }
    }

    /** {@code kill -9}; it stays down until {@link #start()}. */
    public void kill() {
        JavaProcess process = release();
        if (process != null) {
            process.thaw();
            process.kill();
        }
    }

    /** SIGTERM; returns when it has ended, by force where it does not end in 40 seconds. */
    public void terminate() {
        JavaProcess process = release();
        if (process != null) {
            process.thaw();
            process.terminate();
            if (!process.await(DRAIN)) {
                note(name + " did not end within " + DRAIN.toSeconds() + " s of SIGTERM");
            }
            process.kill();
        }
    }

    private synchronized @Nullable JavaProcess release() {
        JavaProcess process = current;
        current = null;
        ready = false;
        return process;
    }

    private synchronized void note(String ending) {
        endings.add(ending);
    }

    public synchronized void freeze() {
        if (current != null) {
            current.freeze();
        }
    }

    public synchronized void thaw() {
        if (current != null) {
            current.thaw();
        }
    }

    public synchronized boolean isReady() {
        return ready;
    }

    /** @throws IllegalStateException when it is not ready in time */
    public synchronized void awaitReady(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (!ready) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new IllegalStateException(name + " is not ready after " + patience.toSeconds() + " s: "
                            + (current == null ? "it is not running" : current.endOfLog()));
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What it did without being told to, a line each. */
    public synchronized List<String> endings() {
        return List.copyOf(endings);
    }

    @Override
    public void close() {
        kill();
    }
}
