package io.promptyard.router.budget;

import io.promptyard.model.Allowance;
import io.promptyard.model.Reservation;
import io.promptyard.router.Names;
import io.promptyard.router.metrics.BudgetMetrics;
import io.promptyard.router.policy.Budgets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The desk's two processors, one for requests and one for what calls have cost, and the stores they share. */
public final class BudgetProcessors {
    /** Prompts that may wait for a window at once. */
    static final int MOST_WAITING = 10_000;

    /** Of them, in one tick: a transaction lasts ten seconds at most. */
    static final int MOST_ANSWERS = 256;

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SHOW = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Supplier<Budgets> budgets;
    private final Duration longestCall;
    private final Clock clock;
    private final Serde<Reservation> reservations;
    private final int maxNoteBytes;
    private final BudgetMetrics metrics;

    /**
     * @param budgets those of the moment, asked once for each request
     * @param longestCall see {@link Desk}
     */
    public BudgetProcessors(
            Supplier<Budgets> budgets,
            Duration longestCall,
            Clock clock,
            Serde<Reservation> reservations,
            int maxNoteBytes,
            BudgetMetrics metrics) {
        this.budgets = budgets;
        this.longestCall = longestCall;
        this.clock = clock;
        this.reservations = reservations;
        this.maxNoteBytes = maxNoteBytes;
        this.metrics = metrics;
        budgets.get()
                .configured()
                .forEach((name, units) -> units.forEach(unit -> metrics.expect(name, BudgetWatch.word(unit))));
    }

    /** To be added to the graph once, and connected by name with both processors. */
    public List<StoreBuilder<?>> stores() {
        Map<String, String> large = Map.of("max.message.bytes", Integer.toString(maxNoteBytes));
        return List.of(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.BUDGETS), Serdes.String(), Notes.of(Account.class)),
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.HOLDS), Serdes.String(), Notes.of(Hold.class)),
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Names.WAITING), Serdes.String(), reservations)
                        .withLoggingEnabled(large));
    }

    /** From requests to answers. */
    public ProcessorSupplier<String, Reservation, String, Booking> reserve() {
        return ReserveBudget::new;
    }

    /** From ended reservations; forwards nothing. */
    public ProcessorSupplier<String, Settled, Void, Void> settle() {
        return SettleBudget::new;
    }

    /** From what is said of money for calls of the router's own to what is answered. */
    public ProcessorSupplier<String, Allowance, String, Allowance> allow() {
        return () -> new AllowCalls(budgets, longestCall, clock);
    }

    private Desk desk(ProcessorContext<?, ?> context) {
        Book<Account> accounts = new StoreBook<>(context.getStateStore(Names.BUDGETS));
        Book<Hold> holds = new StoreBook<>(context.getStateStore(Names.HOLDS));
        return new Desk(budgets, new Ledger(accounts, holds), longestCall);
    }

    private final class ReserveBudget extends ContextualProcessor<String, Reservation, String, Booking> {
        private final Set<String> published = new HashSet<>();
        private final BudgetWatch watch = new BudgetWatch(metrics);
        private Desk desk;
        private KeyValueStore<String, Account> accounts;
        private KeyValueStore<String, Reservation> waiting;
        private int waitingCount;
        private long publishedAt;

        @Override
        public void init(ProcessorContext<String, Booking> context) {
            super.init(context);
            desk = desk(context);
            accounts = context.getStateStore(Names.BUDGETS);
            waiting = context.getStateStore(Names.WAITING);
            waitingCount = due("\uffff", Integer.MAX_VALUE).size();
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, at -> tick());
            context.schedule(SHOW, PunctuationType.WALL_CLOCK_TIME, at -> publish(clock.instant()));
            context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, at -> desk.sweep(clock.instant()));
        }

        @Override
        public void process(Record<String, Reservation> record) {
            if (record.value() != null) {
                answer(record.key(), record.value(), false);
            }
        }

        private void answer(String key, Reservation request, boolean again) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as exact as the record says it
            Desk.Answer answer = desk.ask(request, again, now);
            if (answer instanceof Desk.Answer.Wait wait && waitingCount >= MOST_WAITING) {
                answer = desk.refuseWaiting(request, wait, now);
            }
            watch.answered(answer);
            switch (answer) {
                case Desk.Answer.Judged judged ->
                    context().forward(new Record<>(key, new Booking.Judged(judged.reservation()), now.toEpochMilli()));
                case Desk.Answer.Wait wait -> {
                    waiting.put(place(wait.at(), now, key, request.lane()), request);
                    waitingCount++;
                }
                case Desk.Answer.Known known -> {}
            }
        }

        private void tick() {
            Instant now = clock.instant();
            for (String place : due(time(now) + "\uffff", MOST_ANSWERS)) {
                Reservation request = waiting.delete(place);
                waitingCount--;
                answer(request.dispatch().id().value(), request, true);
            }
        }

        private List<String> due(String to, int most) {
            List<String> places = new ArrayList<>();
            try (KeyValueIterator<String, Reservation> due = waiting.range(null, to)) {
                while (due.hasNext() && places.size() < most) {
                    places.add(due.peekNextKey());
                    due.next();
                }
            }
            return places;
        }

        /** What changed since the last time, and a tombstone for what is forgotten. */
        private void publish(Instant now) {
            long since = publishedAt;
            publishedAt = now.toEpochMilli();
            Set<String> known = new HashSet<>();
            try (KeyValueIterator<String, Account> all = accounts.all()) {
                while (all.hasNext()) {
                    KeyValue<String, Account> each = all.next();
                    known.add(each.key);
                    watch.see(each.value, now);
                    if (each.value.updatedAt() >= since) {
                        forward(each.key, new Booking.Changed(each.value.spend()), now);
                    }
                }
            }
            published.stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> forward(key, new Booking.Changed(null), now));
            published.clear();
            published.addAll(known);
            watch.show(waitingCount);
        }

        @Override
        public void close() {
            watch.gone();
        }

        private void forward(String key, Booking booking, Instant now) {
            context().forward(new Record<>(key, booking, now.toEpochMilli()));
        }
    }

    /** In the order of the windows, and within one in that of arrival. */
    private static String place(Instant until, Instant now, String key, String lane) {
        return time(until) + "/" + time(now) + "/" + key + (lane.isEmpty() ? "" : "@" + lane);
    }

    private static String time(Instant at) {
        return String.format("%016x", at.toEpochMilli());
    }

    private final class SettleBudget extends ContextualProcessor<String, Settled, Void, Void> {
        private Desk desk;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            desk = desk(context);
        }

        @Override
        public void process(Record<String, Settled> record) {
            if (record.value() != null) {
                desk.settle(record.key(), record.value(), clock.instant());
            }
        }
    }
}
