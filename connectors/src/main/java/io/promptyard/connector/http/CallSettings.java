package io.promptyard.connector.http;

import io.promptyard.connector.CallTimeouts;
import java.net.URI;
import java.time.Clock;

/** What all calls of one client have in common. */
record CallSettings(URI endpoint, CallTimeouts timeouts, long maxReplyBytes, FailureText text, Clock clock) {}
