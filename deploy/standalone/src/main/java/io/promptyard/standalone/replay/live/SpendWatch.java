package io.promptyard.standalone.replay.live;

import io.promptyard.model.Spend;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What an experiment has spent, as its own keeper of budgets says: over all runs. Thread-safe. */
final class SpendWatch {
    /** The keeper says it once a second. */
    private static final Duration SAID_WITHIN = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final ClusterAddress cluster;
    private final RouterTopics topics;
    private final InstantSource clock;

    SpendWatch(ClusterAddress cluster, RouterTopics topics, InstantSource clock) {
        this.cluster = cluster;
        this.topics = topics;
        this.clock = clock;
    }

    /** Null before anything was reserved. */
    @Nullable
    Spend newest() {
        AtomicReference<Spend> newest = new AtomicReference<>();
        try (TopicScan scan = TopicScan.of(cluster, topics.spend().name())) {
            scan.forEach(topics.spend(), (key, spend) -> {
                if (spend.budget().startsWith(CappedConfig.CAP + " ")) {
                    newest.set(spend);
                }
            });
        }
        return newest.get();
    }

    /**
     * Waits until nothing is reserved for calls any more, where nobody calls: the end of a call is told some tenths of a second
     * after its answer. For a bounded time; what is then still reserved counts as spent.
     */
    @Nullable
    Spend settled() throws InterruptedException {
        Instant begin = clock.instant();
        while (true) {
            Spend spend = newest();
            Duration waited = Duration.between(begin, clock.instant());
            boolean none = spend == null || spend.reservedUsd().signum() == 0;
            if ((none && waited.compareTo(SAID_WITHIN) >= 0) || waited.compareTo(PATIENCE) >= 0) {
                return spend;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** What is gone, and what may yet be. */
    static BigDecimal gone(@Nullable Spend spend) {
        return spend == null
                ? BigDecimal.ZERO
                : Objects.requireNonNull(spend.spentUsd()).add(spend.reservedUsd());
    }
}
