package io.promptyard.simulator;

import io.promptyard.simulator.BookedCall.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call while it runs. Written by the event loop that serves it, read by anyone; the first ending written stands. */
final class BookPage {

    private final BookTally tally;
    private final long number;
    private final long atMillis;
    private final Dialect dialect;
    private final String provider;
    private final String model;
    private final @Nullable String requestId;
    private final @Nullable String idempotencyKey;
    private final String responseId;
    private final int callNumber;
    private final boolean streamed;
    private volatile String fault = "";
    private volatile Ending ending = Ending.NONE;

    private record Ending(Outcome outcome, int status, Bill bill) {
        static final Ending NONE = new Ending(Outcome.OPEN, 0, Bill.NOTHING);
    }

    BookPage(BookTally tally, long number, long atMillis, CallFacts facts) {
        this.tally = tally;
        this.number = number;
        this.atMillis = atMillis;
        this.dialect = facts.dialect();
        this.provider = facts.provider();
        this.model = facts.model();
        this.requestId = facts.requestId();
        this.idempotencyKey = facts.idempotencyKey();
        this.responseId = facts.responseId();
        this.callNumber = facts.callNumber();
        this.streamed = facts.streamed();
        tally.opened();
    }

    /** What is known of a call when it begins. */
    record CallFacts(
            Dialect dialect,
            String provider,
            String model,
            @Nullable String requestId,
            @Nullable String idempotencyKey,
            String responseId,
            int callNumber,
            boolean streamed) {}

    void struckBy(String words) {
        fault = words;
        tally.struck(words);
    }

    /** Called on the call's event loop only. */
    void close(Outcome outcome, int status, Bill bill) {
        if (ending.outcome == Outcome.OPEN) {
            ending = new Ending(outcome, status, bill);
            tally.closed(outcome, bill);
        }
    }

    BookedCall read() {
        var end = ending;
        return new BookedCall(
                number,
                Instant.ofEpochMilli(atMillis),
                dialect,
                provider,
                model,
                Optional.ofNullable(requestId),
                Optional.ofNullable(idempotencyKey),
                responseId,
                callNumber,
                end.outcome,
                fault,
                end.status,
                streamed,
                end.bill.prompt(),
                end.bill.completion(),
                end.bill.cached(),
                end.bill.cacheWrite(),
                end.bill.reasoning());
    }
}
