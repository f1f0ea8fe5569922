package io.promptyard.simulator;

import io.promptyard.simulator.BookedCall.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Sums over the calls to one model of one provider. They outlive the pages that the books forget. Thread-safe. */
final class BookTally {

    private final LongAdder calls = new LongAdder();
    private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final LongAdder cachedTokens = new LongAdder();
    private final LongAdder cacheWriteTokens = new LongAdder();
    private final LongAdder reasoningTokens = new LongAdder();
    private final ConcurrentHashMap<String, LongAdder> faults = new ConcurrentHashMap<>();

    BookTally() {
        for (var i = 0; i < outcomes.length; i++) {
            outcomes[i] = new LongAdder();
        }
    }

    void opened() {
        calls.increment();
    }

    void struck(String words) {
        faults.computeIfAbsent(words, it -> new LongAdder()).increment();
    }

    void closed(Outcome outcome, Bill bill) {
        outcomes[outcome.ordinal()].increment();
        promptTokens.add(bill.prompt());
        completionTokens.add(bill.completion());
        cachedTokens.add(bill.cached());
        cacheWriteTokens.add(bill.cacheWrite());
        reasoningTokens.add(bill.reasoning());
    }

    BooksSummary.Line line(Dialect dialect, String provider, String model) {
        var ended = new TreeMap<Outcome, Long>();
        var closed = 0L;
        for (var outcome : Outcome.values()) {
            var count = outcomes[outcome.ordinal()].sum();
            closed += count;
            if (count > 0) {
                ended.put(outcome, count);
            }
        }
        var all = calls.sum();
        if (all > closed) {
            ended.put(Outcome.OPEN, all - closed);
        }
        var struck = new TreeMap<String, Long>();
        faults.forEach((words, count) -> struck.put(words, count.sum()));
        return new BooksSummary.Line(
                dialect,
                provider,
                model,
                all,
                Map.copyOf(ended),
                Map.copyOf(struck),
                promptTokens.sum(),
                completionTokens.sum(),
                cachedTokens.sum(),
                cacheWriteTokens.sum(),
                reasoningTokens.sum());
    }
}
