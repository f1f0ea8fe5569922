package io.promptyard.model;

import java.time.Instant;

/**
 * A worker's note that a dispatch has ended: {@code dispatchAttempt} is what a re-read dispatch is recognised by,
 * {@code attempt} the last attempt made from it.
 */
public record SettledMark(int attempt, int dispatchAttempt, Instant at) {}
