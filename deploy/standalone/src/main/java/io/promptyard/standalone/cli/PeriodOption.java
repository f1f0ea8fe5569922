package io.promptyard.standalone.cli;

import io.promptyard.standalone.letters.PointInTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A stretch of the log, by time. */
final class PeriodOption {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "then or later: 2h, 7d, a date or ISO time (default: all that is kept)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "before then (default: now)")
    private @Nullable String to;

    boolean isGiven() {
        return from != null || to != null;
    }

    /** From {@code from} to before {@code to}. */
    record Period(Instant from, Instant to) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** @throws CommandLine.ParameterException naming the flag, when a time cannot be read or nothing lies between */
    Period period(Instant now, CommandLine line) {
        Instant first = from == null ? Instant.MIN : time("--from", from, now, line);
        Instant last = to == null ? now : time("--to", to, now, line);
        if (!first.isBefore(last)) {
            throw new CommandLine.ParameterException(
                    line, "--from: must be before --to (got " + first + " and " + last + ")");
        }
        return new Period(first, last);
    }

    private static Instant time(String flag, String text, Instant now, CommandLine line) {
        try {
            return PointInTime.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, flag + ": " + e.getMessage(), e);
        }
    }
}
