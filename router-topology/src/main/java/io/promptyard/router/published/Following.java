package io.promptyard.router.published;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads a published topic round after round, until it is closed; then it closes the topic. A round that fails is
 * logged, and the next, after a second, may be better.
 */
public final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = 5_000;

    private final PublishedTopic<?> topic;
    private final Runnable round;
    private final Runnable pause;
    private final Thread thread;
    private volatile boolean closed;

    private Following(String name, PublishedTopic<?> topic, Runnable round, Runnable pause) {
        this.topic = topic;
        this.round = round;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** @param round reads what has come, and acts on it */
    public static Following start(String name, PublishedTopic<?> topic, Runnable round) {
        return start(name, topic, round, () -> LockSupport.parkNanos(PAUSE.toNanos()));
    }

    /** @param pause between a round that fails and the next */
    static Following start(String name, PublishedTopic<?> topic, Runnable round, Runnable pause) {
        Following following = new Following(name, topic, round, pause);
        following.thread.start();
        return following;
    }

    private void run() {
        try (topic) {
            while (!closed) {
                next();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("closed");
        }
    }

    private void next() {
        try {
            round.run();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) { // of the broker or the registry
            LOG.warn("{} could not read: {}", thread.getName(), e.getClass().getSimpleName());
            pause.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        topic.wakeup();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
