package io.promptyard.router.live;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Until when targets that refused for their rate limit are left alone: as long as the provider said, at most an hour, after which it is
 * asked again; where it names no time a second, twice as long after each refusal that follows on the last, at most a minute. An answer
 * begins anew. Other failures are not looked at: what they mean for a target is for whoever keeps circuits. Not thread-safe.
 */
final class Cooldowns {
    static final Duration LONGEST = Duration.ofHours(1);
    static final Duration FIRST_GUESS = Duration.ofSeconds(1);
    static final Duration LONGEST_GUESS = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 6;

    private final Map<Target, Cooldown> cooldowns = new HashMap<>();

    /** @param guesses how many in a row had no time */
    private record Cooldown(Instant until, int guesses) {}

    void take(ProviderAttempt ended) {
        Target target = ended.target();
        Cooldown known = cooldowns.get(target);
        if (ended.success()) {
            if (known != null && !ended.at().isBefore(known.until())) {
                cooldowns.remove(target);
            }
            return;
        }
        if (ended.kind() != FailureKind.RATE_LIMITED) {
            return;
        }
        Long asked = ended.retryAfterMillis();
        if (asked != null) {
            Duration wait = Duration.ofMillis(Math.clamp(asked, 0, LONGEST.toMillis()));
            cooldowns.put(target, new Cooldown(later(known, ended.at().plus(wait)), 0));
        } else if (known == null || !ended.at().isBefore(known.until())) {
            // One for each cooling: calls that were open together fail together, and say the same once.
            int guesses = known == null ? 0 : known.guesses();
            cooldowns.put(target, new Cooldown(ended.at().plus(guess(guesses)), guesses + 1));
        }
    }

    private static Duration guess(int before) {
        Duration doubled = FIRST_GUESS.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : doubled;
    }

    private static Instant later(@Nullable Cooldown known, Instant until) {
        return known != null && known.until().isAfter(until) ? known.until() : until;
    }

    /** Those that last, and those that ended lately: how they come back is of interest to {@link Releases}. */
    Map<Target, Instant> until(Instant now) {
        cooldowns.values().removeIf(each -> each.until().plus(LONGEST).isBefore(now));
        Map<Target, Instant> all = new HashMap<>();
        cooldowns.forEach((target, each) -> {
            if (each.until().plus(Releases.RECOVERY).isAfter(now)) {
                all.put(target, each.until());
            }
        });
        return all;
    }
}
