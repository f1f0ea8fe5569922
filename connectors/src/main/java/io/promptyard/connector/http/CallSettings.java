package io.promptyard.connector.http;

import io.promptyard.connector.CallTimeouts;
import java.time.Clock;

/** What all calls of one client have in common. */
record CallSettings(CallTimeouts timeouts, long maxReplyBytes, FailureText text, Clock clock) {}
