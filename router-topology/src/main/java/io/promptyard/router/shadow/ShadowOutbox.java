package io.promptyard.router.shadow;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.outcome.FinalResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What shadows have to tell, on its way to the topics, and no more of it than fits: a broker that is away must not fill the router's memory with answers that nobody waits for. An
 * answer beyond {@value #MOST} records or {@value #MOST_BYTES} bytes is dropped and counted; a single one of any size fits where nothing else waits. Attempts are always taken, as they tell
 * what was paid, and count; once it is full no copy is sent that would make more of them. Returns at once; thread-safe.
 */
public final class ShadowOutbox {
    static final int MOST = 1_000;
    static final long MOST_BYTES = 16L * 1024 * 1024;
    /** Of records beside their text, and of attempts. */
    static final long RECORD_BYTES = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(ShadowOutbox.class);
    private static final Duration LOG_EVERY = Duration.ofMinutes(1);

    /** Where they go. Must return at once, from any thread. */
    public interface Publisher {
        /** @param gone is run once: it is written, or given up */
        void shadowAttempt(ProviderAttempt attempt, Runnable gone);

        /** @param gone is run once: it is written, or given up */
        void shadowAnswer(FinalResponse answer, Runnable gone);
    }

    private final Publisher publisher;
    private final ShadowListener listener;
    private final InstantSource clock;
    private int waiting;
    private long bytes;
    private long droppedSinceSaid;
    private @Nullable Instant said;

    public ShadowOutbox(Publisher publisher, ShadowListener listener, InstantSource clock) {
        this.publisher = publisher;
        this.listener = listener;
        this.clock = clock;
    }

    void attempt(ProviderAttempt attempt) {
        add(RECORD_BYTES);
        publisher.shadowAttempt(attempt, () -> gone(RECORD_BYTES));
    }

    void answer(FinalResponse answer) {
        long size = RECORD_BYTES + AnswerSize.of(answer);
        if (addIfRoom(size)) {
            publisher.shadowAnswer(answer, () -> gone(size));
        } else {
            listener.answerDropped();
            say();
        }
    }

    /** Whether what waits is as much as may. */
    synchronized boolean isFull() {
        return waiting >= MOST || bytes >= MOST_BYTES;
    }

    private synchronized void add(long size) {
        waiting++;
        bytes += size;
    }

    private synchronized boolean addIfRoom(long size) {
        if (waiting > 0 && (waiting >= MOST || bytes + size > MOST_BYTES)) {
            return false;
        }
        add(size);
        return true;
    }

    private synchronized void gone(long size) {
        waiting--;
        bytes -= size;
    }

    private synchronized void say() {
        droppedSinceSaid++;
        Instant now = clock.instant();
        if (said == null || !said.plus(LOG_EVERY).isAfter(now)) {
            LOG.warn("{} answers of shadows dropped: {} records wait to be written", droppedSinceSaid, waiting);
            said = now;
            droppedSinceSaid = 0;
        }
    }
}
