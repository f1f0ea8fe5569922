package io.promptyard.simulator;

import java.time.Duration;
import java.util.Locale;

/** One way for a call to go wrong. Each has a word, used in model names and scripts; {@link FaultClause} is the grammar. */
public sealed interface Fault {

    /** {@code fail<status>}, with {@code after<n>}, {@code after<n>ms} or {@code after<n>date} for the retry hint. */
    record Status(int status, RetryHint hint) implements Fault {
        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("fail: must be a status from 400 to 599 (got " + status + ")");
            }
        }
    }

    /** {@code slow<ms>}: a delay on top of the latency. Goes together with any other fault. */
    record Slow(Duration delay) implements Fault {}

    /** Everything that has a word of its own. */
    record Broken(Breakage kind) implements Fault {}

    /** The faults without parameters; the word is the name in lower case. */
    enum Breakage {
        /** Takes the request and never answers. */
        HANG,
        /** Sends status and headers, then nothing. */
        HANGBODY,
        /** Closes the connection without an answer. */
        RESET,
        /** Closes the connection in the middle of the body. */
        EARLYCLOSE,
        /** Status 200 and a body (in a stream: one event) that is not JSON. */
        MALFORMED,
        /** Status 200 and JSON that stops half way, properly framed. */
        CUT,
        /** Status 200 and no body. */
        EMPTY,
        /** A stream that ends, properly framed, without finish and end marks. As {@link #CUT} on a plain call. */
        TRUNCATE,
        /** A stream with an error event after some content. Status 500 on a plain call. */
        ERROREVENT,
        /** A stream whose only event is an error. Status 500 on a plain call. */
        ERRORFIRST,
        /** A stream that stops after its first content and stays open. As {@link #HANGBODY} on a plain call. */
        STALL,
        /** A proxy's HTML page with status 502. */
        HTML502,
        /** The key is refused. */
        AUTH401,
        /** The model is not known. */
        NOTFOUND404,
        /** The prompt is over the model's window. */
        CONTEXT400,
        /** The provider's content filter ends the answer. */
        FILTER,
        /** The account has no money left: OpenAI's 429 {@code insufficient_quota}, Anthropic's 400 on the credit balance. */
        QUOTA;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
