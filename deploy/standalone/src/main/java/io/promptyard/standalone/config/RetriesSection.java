package io.promptyard.standalone.config;

import io.promptyard.router.config.RetryConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code retries:}. */
final class RetriesSection {
    private static final int MOST_ATTEMPTS = 100;

    private static final RetryConfig DEFAULTS = RetryConfig.DEFAULTS;

    private static final DefaultKey<Integer> MAX_ATTEMPTS = Key.named("max-attempts")
            .example("6")
            .means("in all, over all targets")
            .value(Rule.integer(1, MOST_ATTEMPTS), DEFAULTS.maxAttempts());
    private static final DefaultKey<Integer> MAX_ATTEMPTS_PER_TARGET = Key.named("max-attempts-per-target")
            .example("1")
            .means("before falling back, while there is another target")
            .value(Rule.integer(1, MOST_ATTEMPTS), DEFAULTS.maxAttemptsPerTarget());
    private static final DefaultKey<Duration> INITIAL = Key.named("initial")
            .example("500ms")
            .means(
                    "how long the first retry waits at most, doubled for each further one; a provider's `Retry-After` goes before it")
            .value(Rule.DURATION, DEFAULTS.initialBackoff());
    private static final DefaultKey<Duration> MAX = Key.named("max")
            .example("1m")
            .means("how long any retry waits at most; not below `initial`")
            .value(Rule.DURATION, DEFAULTS.maxBackoff());
    private static final DefaultKey<Boolean> JITTER = Key.named("jitter")
            .example("none")
            .means("`full`: each wait is drawn from none to the whole of it; `none`: it is the whole")
            .value(Rule.oneOf(full -> full ? "full" : "none", List.of(true, false)), DEFAULTS.jitter());
    private static final SectionKey BACKOFF = Key.named("backoff").holding(Table.of(INITIAL, MAX, JITTER));
    private static final DefaultKey<Duration> REQUEST_TIMEOUT = Key.named("request-timeout")
            .example("60s")
            .means("one call, where a provider's `timeouts.total` says nothing else")
            .value(Rule.DURATION, DEFAULTS.requestTimeout());
    private static final DefaultKey<Duration> DEADLINE = Key.named("deadline")
            .example("2m")
            .means("the prompt, unless it brings its own")
            .value(Rule.DURATION, DEFAULTS.deadline());
    static final SectionKey RETRIES = Key.named("retries")
            .holding(Table.of(MAX_ATTEMPTS, MAX_ATTEMPTS_PER_TARGET, BACKOFF, REQUEST_TIMEOUT, DEADLINE));

    private RetriesSection() {}

    static RetryConfig read(Section top) {
        Section retries = top.sectionOrEmpty(RETRIES);
        int attempts = retries.get(MAX_ATTEMPTS);
        int perTarget = retries.get(MAX_ATTEMPTS_PER_TARGET);
        Section backoff = retries.sectionOrEmpty(BACKOFF);
        RetryConfig read = new RetryConfig(
                attempts,
                perTarget,
                backoff.get(INITIAL),
                backoff.get(MAX),
                backoff.get(JITTER),
                retries.get(REQUEST_TIMEOUT),
                retries.get(DEADLINE));
        if (read.maxBackoff().compareTo(read.initialBackoff()) < 0) {
            backoff.error(
                    MAX,
                    "must be at least initial",
                    backoff.find(MAX, Optional::of).orElse("the default"));
        }
        backoff.end();
        retries.end();
        return read;
    }
}
