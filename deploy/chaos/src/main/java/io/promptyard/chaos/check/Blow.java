package io.promptyard.chaos.check;

import io.promptyard.chaos.plan.Fault;
import java.time.Instant;

/** A fault as it was dealt: when it began, when it was mended, and whether it could be dealt at all. */
public record Blow(Fault fault, Instant from, Instant to, boolean dealt) {}
