package io.promptyard.standalone.config;

import io.promptyard.router.config.RetryConfig;
import java.util.Optional;

/** {@code retries:}. */
final class RetriesSection {
    private static final int MOST_ATTEMPTS = 100;

    private RetriesSection() {}

    static RetryConfig read(Section top) {
        return top.section("retries").map(RetriesSection::of).orElse(RetryConfig.DEFAULTS);
    }

    private static RetryConfig of(Section retries) {
        RetryConfig defaults = RetryConfig.DEFAULTS;
        Optional<Section> backoff = retries.section("backoff");
        RetryConfig read = new RetryConfig(
                retries.integer("max-attempts", 1, MOST_ATTEMPTS).orElse(defaults.maxAttempts()),
                retries.integer("max-attempts-per-target", 1, MOST_ATTEMPTS).orElse(defaults.maxAttemptsPerTarget()),
                backoff.flatMap(each -> each.duration("initial")).orElse(defaults.initialBackoff()),
                backoff.flatMap(each -> each.duration("max")).orElse(defaults.maxBackoff()),
                backoff.flatMap(RetriesSection::jitter).orElse(defaults.jitter()),
                retries.duration("request-timeout").orElse(defaults.requestTimeout()),
                retries.duration("deadline").orElse(defaults.deadline()));
        if (read.maxBackoff().compareTo(read.initialBackoff()) < 0) {
            backoff.ifPresent(each -> retries.problems()
                    .error(
                            each.path("max"),
                            "must be at least initial",
                            each.text("max").orElse("the default")));
        }
        backoff.ifPresent(Section::end);
        retries.end();
        return read;
    }

    private static Optional<Boolean> jitter(Section backoff) {
        return backoff.value("jitter", "must be full or none", text -> switch (text) {
            case "full" -> Optional.of(true);
            case "none" -> Optional.of(false);
            default -> Optional.empty();
        });
    }
}
