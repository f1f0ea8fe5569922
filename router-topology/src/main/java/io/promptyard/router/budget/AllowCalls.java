package io.promptyard.router.budget;

import io.promptyard.model.Allowance;
import io.promptyard.router.policy.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What processes say of money for calls of the router's own, and what they are told. On the stores of the desk. */
final class AllowCalls extends ContextualProcessor<String, Allowance, String, Allowance> {
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Supplier<Budgets> budgets;
    private final Duration longestCall;
    private final InstantSource clock;
    private final Function<ProcessorContext<?, ?>, Ledger> ledgers;
    private final Function<TaskId, Optional<WaitingRoom>> rooms;
    private AllowanceDesk desk;

    /**
     * @param ledgers on the stores of the desk, of a task
     * @param rooms where prompts of a task wait, once it has begun
     */
    AllowCalls(
            Supplier<Budgets> budgets,
            Duration longestCall,
            InstantSource clock,
            Function<ProcessorContext<?, ?>, Ledger> ledgers,
            Function<TaskId, Optional<WaitingRoom>> rooms) {
        this.budgets = budgets;
        this.longestCall = longestCall;
        this.clock = clock;
        this.ledgers = ledgers;
        this.rooms = rooms;
    }

    @Override
    public void init(ProcessorContext<String, Allowance> context) {
        super.init(context);
        Ledger ledger = ledgers.apply(context);
        desk = new AllowanceDesk(budgets, ledger, longestCall);
        // A ledger looks again at the holds that it made, and at those that it found.
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, at -> ledger.sweep(clock.instant()));
    }

    @Override
    public void process(Record<String, Allowance> record) {
        if (record.value() != null) {
            Instant now = clock.instant();
            desk.hear(record.value(), now, wanted -> isBehind(wanted, now))
                    .ifPresent(answer -> context()
                            .forward(new Record<>(
                                    answer.id(), answer, answer.at().toEpochMilli())));
        }
    }

    /** As a new prompt would be. */
    private boolean isBehind(Set<String> wanted, Instant now) {
        return rooms.apply(context().taskId())
                .filter(room -> room.isDue(wanted, now))
                .isPresent();
    }
}
