package io.promptyard.chaos;

import io.promptyard.chaos.check.Blow;
import io.promptyard.chaos.plan.Fault;
import io.promptyard.chaos.yard.Wire;
import io.promptyard.chaos.yard.Yard;
import io.promptyard.chaos.yard.YardProcess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Deals the faults of a schedule at their times and mends each when its time is over, all of them by {@link #close}.
 * Each has a thread of its own, so that none waits for another.
 */
final class Dealer implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Longer than every session and timeout here; a clock that jumps back stops Kafka's timers for as long. */
    private static final Duration CLOCK_JUMP = Duration.ofSeconds(40);
    /** A session of 10 s, and time to notice that it is over, to start a JVM and to join. */
    private static final Duration AFTERMATH = Duration.ofSeconds(20);

    private final Yard yard;
    private final Clock clock;
    private final Consumer<String> progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<Blow> dealt = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;

    private Dealer(Yard yard, Clock clock, List<Fault> faults, Consumer<String> progress) {
        this.yard = yard;
        this.clock = clock;
        this.progress = progress;
        threads = faults.stream()
                .map(fault -> Thread.ofVirtual().name("fault").start(() -> deal(fault)))
                .toList();
    }

    /** From now on. */
    static Dealer start(Yard yard, Clock clock, List<Fault> faults, Consumer<String> progress) {
        return new Dealer(yard, clock, faults, progress);
    }

    private void deal(Fault fault) {
        if (isOverAfter(fault.at())) {
            return;
        }
        Instant from = clock.instant();
        boolean done = false;
        try {
            progress.accept(fault.toString());
            done = begin(fault);
            isOverAfter(fault.lasts());
        } catch (RuntimeException e) {
            progress.accept("*** could not deal " + fault + ": " + e);
        } finally {
            if (done) {
                mend(fault);
            } else {
                progress.accept("*** skipped, not possible here: " + fault);
            }
            Instant to = clock.instant();
            dealt.add(new Blow(fault, from, to, to.plus(aftermath(fault)), done));
        }
    }

    private static Duration aftermath(Fault fault) {
        return fault.kind() == Fault.Kind.CLOCK ? CLOCK_JUMP.plus(AFTERMATH) : AFTERMATH;
    }

    private boolean isOverAfter(Duration wait) {
        try {
            return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean begin(Fault fault) {
        switch (fault.kind()) {
            case KILL -> process(fault).kill();
            case TERM -> process(fault).terminate();
            case FREEZE -> process(fault).freeze();
            case CUT -> wires(fault, Wire.Mode.CUT);
            case STALL -> wires(fault, Wire.Mode.STALLED);
            case SLOW -> wires(fault, Wire.Mode.SLOW);
            case PROVIDER ->
                yard.providers()
                        .script("rules: [ { match: { provider: %s }, fault: %s } ]"
                                .formatted(fault.target(), fault.detail()));
            case SCALE -> process(fault).start();
            case DISK_FULL -> {
                return FullDisk.fill(yard.state(fault.target()));
            }
            case CORRUPT -> {
                process(fault).kill();
                Noise.over(yard.state(fault.target()), fault.at().toMillis());
            }
            case CLOCK -> {
                return yard.skew(fault.target(), CLOCK_JUMP);
            }
        }
        return true;
    }

    private void mend(Fault fault) {
        switch (fault.kind()) {
            case KILL, TERM, CORRUPT -> process(fault).start();
            case FREEZE -> process(fault).thaw();
            case CUT, STALL, SLOW -> wires(fault, Wire.Mode.OPEN);
            case PROVIDER -> yard.providers().healthy();
            case SCALE -> process(fault).terminate();
            case DISK_FULL -> FullDisk.free(yard.state(fault.target()));
            case CLOCK -> yard.skew(fault.target(), Duration.ZERO);
        }
    }

    private YardProcess process(Fault fault) {
        return Objects.requireNonNull(yard.processes().get(fault.target()), fault.target());
    }

    private void wires(Fault fault, Wire.Mode mode) {
        yard.wires(fault.target()).forEach(wire -> wire.mode(mode));
    }

    /** All that were dealt or tried, once closed in the order in which they were mended. */
    List<Blow> dealt() {
        return List.copyOf(dealt);
    }

    /** Mends what is still broken, and returns when that is done. */
    @Override
    public void close() {
        over.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(LONGEST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
