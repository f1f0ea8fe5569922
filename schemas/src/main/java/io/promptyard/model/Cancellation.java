package io.promptyard.model;

import java.time.Instant;

/** The caller hung up: stop the call if it can be stopped. */
public record Cancellation(RequestId id, Instant at, String reason) {}
