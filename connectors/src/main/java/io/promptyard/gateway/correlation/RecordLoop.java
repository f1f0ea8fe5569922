package io.promptyard.gateway.correlation;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one consumer on a thread of its own and hands every record on, until closed. A failing poll is tried again; a
 * handler must not throw. The consumer belongs to the loop from the start.
 */
final class RecordLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = 5_000;

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final Consumer<ConsumerRecord<String, byte[]>> handler;
    private final Thread thread;

    private volatile boolean closed;

    RecordLoop(
            String name,
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
            Consumer<ConsumerRecord<String, byte[]>> handler) {
        this.consumer = consumer;
        this.handler = handler;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean closed() {
        return closed;
    }

    /** Blocks until the consumer is closed, a few seconds at most. */
    void close() {
        closed = true;
        consumer.wakeup();
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                pollOnce();
            }
        } finally {
            consumer.close();
        }
    }

    private void pollOnce() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            records.forEach(handler);
        } catch (WakeupException | InterruptException stop) {
            LOG.debug("{} wakes", thread.getName());
        } catch (RuntimeException failure) {
            LOG.warn("{} could not poll, tries again", thread.getName(), failure);
        }
    }
}
