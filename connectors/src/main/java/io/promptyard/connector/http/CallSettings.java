package io.promptyard.connector.http;

import io.promptyard.connector.CallTimeouts;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all calls of one client have in common. */
record CallSettings(CallTimeouts timeouts, long maxReplyBytes, FailureText text, Clock clock) {
    /** The same where less time is left; null for all of it. */
    CallSettings within(@Nullable Duration left) {
        if (left == null || left.compareTo(timeouts.total()) >= 0) {
            return this;
        }
        CallTimeouts shorter = new CallTimeouts(timeouts.connect(), timeouts.firstToken(), timeouts.idle(), left);
        return new CallSettings(shorter, maxReplyBytes, text, clock);
    }
}
