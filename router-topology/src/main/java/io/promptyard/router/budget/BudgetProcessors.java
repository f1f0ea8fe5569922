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
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.TaskId;
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
    private final Supplier<String> version;
    private final Duration longestCall;
    private final Clock clock;
    private final Serde<Reservation> reservations;
    private final int maxNoteBytes;
    private final BudgetMetrics metrics;

    /** Keys of accounts that are still to be shown, by task: its processors share the store. */
    private final Map<TaskId, Set<String>> changed = new ConcurrentHashMap<>();

    /** Where prompts wait, by task: money for calls of the router's own waits behind them. */
    private final Map<TaskId, WaitingRoom> rooms = new ConcurrentHashMap<>();

    /**
     * @param budgets those of the moment, asked once for each request
     * @param version of the configuration of the moment: what waits under another is decided again
     * @param longestCall see {@link Desk}
     */
    public BudgetProcessors(
            Supplier<Budgets> budgets,
            Supplier<String> version,
            Duration longestCall,
            Clock clock,
            Serde<Reservation> reservations,
            int maxNoteBytes,
            BudgetMetrics metrics) {
        this.budgets = budgets;
        this.version = version;
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
        return () ->
                new AllowCalls(budgets, longestCall, clock, this::ledger, task -> Optional.ofNullable(rooms.get(task)));
    }

    private Desk desk(ProcessorContext<?, ?> context) {
        return new Desk(budgets, ledger(context), longestCall);
    }

    private Ledger ledger(ProcessorContext<?, ?> context) {
        Book<Account> accounts = new StoreBook<>(context.getStateStore(Names.BUDGETS));
        Book<Hold> holds = new StoreBook<>(context.getStateStore(Names.HOLDS));
        return new Ledger(new WatchedBook<>(accounts, changed(context)), holds);
    }

    private Set<String> changed(ProcessorContext<?, ?> context) {
        return changed.computeIfAbsent(context.taskId(), task -> ConcurrentHashMap.newKeySet());
    }

    private final class ReserveBudget extends ContextualProcessor<String, Reservation, String, Booking> {
        private final Map<String, Account> shown = new HashMap<>();
        private final BudgetWatch watch = new BudgetWatch(metrics);
        private Desk desk;
        private KeyValueStore<String, Account> accounts;
        private Set<String> toShow;
        private WaitingRoom waiting;

        /** Of the configuration that all who wait are held against. */
        private String seen;

        /** Places that are still to be held against it. */
        private final Queue<String> unseen = new ArrayDeque<>();

        @Override
        public void init(ProcessorContext<String, Booking> context) {
            super.init(context);
            desk = desk(context);
            accounts = context.getStateStore(Names.BUDGETS);
            toShow = changed(context);
            try (KeyValueIterator<String, Account> all = accounts.all()) {
                all.forEachRemaining(each -> toShow.add(each.key));
            }
            waiting = new WaitingRoom(
                    context.getStateStore(Names.WAITING), request -> desk.queues(request, clock.instant()));
            rooms.put(context.taskId(), waiting);
            lookAgain();
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, at -> tick(now()));
            context.schedule(SHOW, PunctuationType.WALL_CLOCK_TIME, at -> publish(clock.instant()));
            context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, at -> desk.sweep(clock.instant()));
        }

        /** Those first whose window has come: who comes new takes nothing that they wait for. */
        @Override
        public void process(Record<String, Reservation> record) {
            Reservation request = record.value();
            if (request != null) {
                Instant now = now();
                answerDue(now);
                Desk.Answer said = waiting.isDue(now)
                        ? desk.askBehind(request, now, wanted -> waiting.isDue(wanted, now))
                        : desk.ask(request, now);
                answer(request, said, now, now);
            }
        }

        private void tick(Instant now) {
            sendBackOutdated(now);
            answerDue(now);
        }

        /**
         * What a configuration permits, limits and routes may be others by now than when who waits was decided. Looked at when that has changed, or
         * may have, as a task begins; one that comes back decided by yet another configuration, whose instance has not switched, is not sent back again.
         */
        private void sendBackOutdated(Instant now) {
            if (!seen.equals(version.get())) {
                lookAgain();
            }
            for (int i = 0; i < MOST_ANSWERS && !unseen.isEmpty(); i++) {
                waiting.leave(unseen.remove(), this::isOutdated).ifPresent(each -> sendBack(each.request(), now));
            }
        }

        private void lookAgain() {
            seen = version.get();
            unseen.clear();
            unseen.addAll(waiting.places());
        }

        private boolean isOutdated(Reservation request) {
            return !request.dispatch().configVersion().equals(seen);
        }

        private void sendBack(Reservation request, Instant now) {
            desk.leaves(request);
            forward(request.dispatch().id().value(), new Booking.Outdated(request), now);
        }

        private void answerDue(Instant now) {
            for (int i = 0; i < MOST_ANSWERS; i++) {
                Optional<WaitingRoom.Due> due = waiting.next(now);
                if (due.isEmpty()) {
                    return;
                }
                Reservation request = due.get().request();
                if (isOutdated(request)) {
                    sendBack(request, now);
                } else {
                    answer(request, desk.askAgain(request, now), due.get().since(), now);
                }
            }
        }

        private void answer(Reservation request, Desk.Answer said, Instant since, Instant now) {
            Desk.Answer answer = said instanceof Desk.Answer.Wait wait && waiting.size() >= MOST_WAITING
                    ? desk.refuseWaiting(request, wait, now)
                    : said;
            watch.answered(answer);
            switch (answer) {
                case Desk.Answer.Judged judged ->
                    forward(request.dispatch().id().value(), new Booking.Judged(judged.reservation()), now);
                case Desk.Answer.Wait wait -> waiting.add(request, wait.at(), since);
                case Desk.Answer.Known known -> {}
            }
        }

        /** As exact as the record says it. */
        private Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }

        /** What changed since the last time, and a tombstone for what is forgotten. */
        private void publish(Instant now) {
            for (String key : List.copyOf(toShow)) {
                toShow.remove(key);
                Account account = accounts.get(key);
                boolean known = (account == null ? shown.remove(key) : shown.put(key, account)) != null;
                if (account != null || known) {
                    forward(key, new Booking.Changed(account == null ? null : account.spend()), now);
                }
            }
            shown.values().forEach(account -> watch.see(account, now));
            watch.show(waiting.size());
        }

        @Override
        public void close() {
            rooms.remove(context().taskId(), waiting);
            watch.gone();
        }

        private void forward(String key, Booking booking, Instant now) {
            context().forward(new Record<>(key, booking, now.toEpochMilli()));
        }
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
