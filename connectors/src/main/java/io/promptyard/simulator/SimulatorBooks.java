package io.promptyard.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * The simulator's own record of every call, entered when the call begins, so that a caller's accounts can be checked against it. Keeps
 * the newest calls up to a bound in memory; sums count all. Thread-safe and free of locks: writing costs one atomic increment.
 */
public final class SimulatorBooks {

    private record Key(Dialect dialect, String provider, String model) {}

    private record Ledger(
            AtomicLong next, AtomicReferenceArray<BookPage> pages, ConcurrentHashMap<Key, BookTally> tallies) {
        static Ledger of(int capacity) {
            return new Ledger(new AtomicLong(), new AtomicReferenceArray<>(capacity), new ConcurrentHashMap<>());
        }
    }

    // With the books off, pages still need somewhere to count.
    private final BookTally nowhere = new BookTally();
    private final int capacity;
    private volatile Ledger ledger;

    SimulatorBooks(int capacity) {
        this.capacity = capacity;
        this.ledger = Ledger.of(capacity);
    }

    BookPage open(long nowMillis, BookPage.CallFacts facts) {
        if (capacity == 0) {
            return new BookPage(nowhere, 0, nowMillis, facts);
        }
        var now = ledger;
        var tally = now.tallies.computeIfAbsent(
                new Key(facts.dialect(), facts.provider(), facts.model()), it -> new BookTally());
        var number = now.next.getAndIncrement();
        var page = new BookPage(tally, number + 1, nowMillis, facts);
        now.pages.set((int) (number % capacity), page);
        return page;
    }

    /** Whether calls are recorded at all. */
    public boolean kept() {
        return capacity > 0;
    }

    /** The calls still in the books, oldest first. */
    public List<BookedCall> calls() {
        return calls(it -> true);
    }

    /** The calls whose {@code x-request-id} or {@code Idempotency-Key} this is, oldest first. */
    public List<BookedCall> callsOf(String requestId) {
        return calls(it -> it.requestId().filter(requestId::equals).isPresent()
                || it.idempotencyKey().filter(requestId::equals).isPresent());
    }

    public List<BookedCall> calls(Predicate<BookedCall> wanted) {
        var now = ledger;
        var found = new ArrayList<BookedCall>();
        for (var i = 0; i < capacity; i++) {
            var page = now.pages.get(i);
            if (page != null) {
                var call = page.read();
                if (wanted.test(call)) {
                    found.add(call);
                }
            }
        }
        found.sort(Comparator.comparingLong(BookedCall::number));
        return List.copyOf(found);
    }

    public BooksSummary summary() {
        return new BooksSummary(ledger.tallies.entrySet().stream()
                .map(it -> it.getValue().line(it.getKey().dialect, it.getKey().provider, it.getKey().model))
                .sorted(Comparator.comparing(BooksSummary.Line::dialect)
                        .thenComparing(BooksSummary.Line::provider)
                        .thenComparing(BooksSummary.Line::model))
                .toList());
    }

    /** Starts new, empty books. A call that is open now ends in the old ones, which are gone. */
    public void clear() {
        ledger = Ledger.of(capacity);
    }
}
