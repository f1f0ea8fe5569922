package io.promptyard.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as scripts write them: {@code 250ms}, {@code 30s}, {@code 5m}. Stateless. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,14})ms|(\\d{1,9})(s|m)");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        if (match.group(1) != null) {
            return Optional.of(Duration.ofMillis(Long.parseLong(match.group(1))));
        }
        var amount = Long.parseLong(match.group(2));
        return Optional.of(match.group(3).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount));
    }

    static String write(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
