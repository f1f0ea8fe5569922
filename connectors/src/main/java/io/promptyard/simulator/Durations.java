package io.promptyard.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as scripts write them: {@code 250ms}, {@code 30s}, {@code 5m}. Stateless. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var amount = Long.parseLong(match.group(1));
        return Optional.of(
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                });
    }

    static String write(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
