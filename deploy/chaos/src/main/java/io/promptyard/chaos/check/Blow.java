package io.promptyard.chaos.check;

import io.promptyard.chaos.plan.Fault;
import java.time.Instant;

/**
 * A fault as it was dealt: when it began, when it was mended, and whether it could be dealt at all.
 *
 * @param felt until when a task may change hands for it; after {@code to}, because a process that was hit is missed only
 *     when its session is over, and joins again some time after it was mended
 */
public record Blow(Fault fault, Instant from, Instant to, Instant felt, boolean dealt) {}
