package io.promptyard.standalone.cli;

import io.promptyard.standalone.letters.Pace;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How many in a time. */
final class RateOption {
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,5})/(s|m|h)");

    @Option(names = "--rate", paramLabel = "N/s", description = "at most so many a second, minute (/m) or hour (/h)")
    private @Nullable String rate;

    /** @throws CommandLine.ParameterException when it is no rate */
    Pace pace(CommandLine line) {
        if (rate == null) {
            return Pace.unbounded();
        }
        Matcher parts = RATE.matcher(rate);
        if (!parts.matches()) {
            throw new CommandLine.ParameterException(
                    line, "--rate: must be a number over s, m or h, such as 20/s (got \"" + rate + "\")");
        }
        Duration in = switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
        return Pace.of(Integer.parseInt(parts.group(1)), in, System::nanoTime, LockSupport::parkNanos);
    }
}
