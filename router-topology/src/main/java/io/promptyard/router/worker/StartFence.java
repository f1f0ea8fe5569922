package io.promptyard.router.worker;

import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that a task sends to its own outcomes partition when it starts: once it is read back, every outcome that was
 * in the log before has been read. Stream thread only.
 */
final class StartFence {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(StartFence.class);

    private final ProviderWorker worker;
    private final int partition;
    private final String epoch;
    private Instant raisedAt = Instant.MAX;
    private boolean passed;

    /** @param epoch unique to this start */
    StartFence(ProviderWorker worker, int partition, String epoch) {
        this.worker = worker;
        this.partition = partition;
        this.epoch = epoch;
    }

    void raise() {
        raisedAt = worker.now();
        worker.publisher()
                .outcome(
                        worker.provider(),
                        partition,
                        null,
                        new ProviderOutcome(new RequestId(epoch), 0, "", raisedAt, new Fence(epoch)));
    }

    /** A task that waits for a fence that was never produced would stand still for ever. */
    void raiseAgainWhenLate() {
        if (!passed && raisedAt.plus(PATIENCE).isBefore(worker.now())) {
            LOG.warn("{} outcomes {}: fence not read back for {}, sent again", worker.provider(), partition, PATIENCE);
            raise();
        }
    }

    /** Whether this is the one, read for the first time. */
    boolean isPassedBy(Fence fence) {
        boolean first = !passed && fence.epoch().equals(epoch);
        passed = passed || first;
        return first;
    }

    boolean isPassed() {
        return passed;
    }
}
