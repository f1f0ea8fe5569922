package io.promptyard.connector.health;

import io.promptyard.model.KeyHealth;
import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one key. Not thread-safe. */
final class KeyState {
    private static final int MOST_DOUBLINGS = 20;
    /** Of models that a key may not use; a provider has some hundred. */
    private static final int MOST_DENIALS = 1_000;

    private final String name;
    private final CooldownConfig config;
    private final Map<ModelId, Instant> denied = new HashMap<>();
    private Map<String, Allowance> allowances = Map.of();
    private long usedSinceHeard;
    private long turn;
    private @Nullable Instant coolsUntil;
    private @Nullable FailureKind kind;
    private int limitedInARow;

    KeyState(String name, CooldownConfig config) {
        this.name = name;
        this.config = config;
    }

    String name() {
        return name;
    }

    /** When it may be used for the model; {@code now} when it may at once. */
    Instant freeAt(ModelId model, Instant now) {
        Instant free = coolsUntil != null && coolsUntil.isAfter(now) ? coolsUntil : now;
        Instant permitted = denied.get(model);
        return permitted != null && permitted.isAfter(free) ? permitted : free;
    }

    /** When it may be used at all. */
    Instant freeAt(Instant now) {
        return coolsUntil != null && coolsUntil.isAfter(now) ? coolsUntil : now;
    }

    void used(long turn) {
        this.turn = turn;
        usedSinceHeard++;
    }

    long turn() {
        return turn;
    }

    void heard(Map<String, Allowance> told) {
        allowances = Map.copyOf(told);
        usedSinceHeard = 0;
    }

    /** What is left of the scarcest limit, 0 to 1; null when none was told of. */
    @Nullable
    Double headroom(Instant now) {
        Double least = null;
        for (Map.Entry<String, Allowance> each : allowances.entrySet()) {
            boolean requests = each.getKey().isEmpty() || each.getKey().contains("req");
            double left = each.getValue().left(requests ? usedSinceHeard : 0, now);
            least = least == null ? left : Math.min(least, left);
        }
        return least;
    }

    /** While it cools an answer says nothing: its call may have begun before. */
    void answered(Instant now) {
        if (freeAt(now).equals(now)) {
            limitedInARow = 0;
        }
    }

    /** Whether that is news. */
    boolean limited(@Nullable Long retryAfterMillis, Instant now) {
        boolean news = freeAt(now).equals(now);
        if (news) {
            limitedInARow++;
        }
        coolUntil(now.plus(pause(retryAfterMillis, now)), FailureKind.RATE_LIMITED);
        return news;
    }

    private Duration pause(@Nullable Long retryAfterMillis, Instant now) {
        if (retryAfterMillis != null) {
            return Duration.ofMillis(retryAfterMillis);
        }
        Instant reset = allowances.values().stream()
                .filter(each -> each.remaining() <= 0 && each.reset() != null && !each.isOver(now))
                .map(Allowance::reset)
                .max(Instant::compareTo)
                .orElse(null);
        if (reset != null) {
            return Duration.between(now, reset);
        }
        Duration longer = config.initial().multipliedBy(1L << Math.clamp(limitedInARow - 1, 0, MOST_DOUBLINGS));
        return longer.compareTo(config.max()) < 0 ? longer : config.max();
    }

    /** The provider does not take it, or its account is empty. Whether that is news. */
    boolean refused(FailureKind why, @Nullable Long retryAfterMillis, Instant now) {
        boolean news = freeAt(now).equals(now) || kind != why;
        Duration told = Duration.ofMillis(retryAfterMillis == null ? 0 : retryAfterMillis);
        coolUntil(now.plus(told.compareTo(config.refused()) > 0 ? told : config.refused()), why);
        return news;
    }

    /** It may not use this model. Whether that is news. */
    boolean denied(ModelId model, Instant now) {
        denied.values().removeIf(until -> !until.isAfter(now));
        kind = FailureKind.AUTHENTICATION;
        return denied.size() < MOST_DENIALS && denied.put(model, now.plus(config.refused())) == null;
    }

    private void coolUntil(Instant end, FailureKind why) {
        coolsUntil = coolsUntil != null && coolsUntil.isAfter(end) ? coolsUntil : end;
        kind = why;
    }

    void reset() {
        denied.clear();
        allowances = Map.of();
        coolsUntil = null;
        kind = null;
        limitedInARow = 0;
    }

    KeyHealth view(Instant now) {
        boolean cools = freeAt(now).isAfter(now);
        return new KeyHealth(
                name,
                cools ? ProviderHealth.State.COOLING : ProviderHealth.State.HEALTHY,
                cools ? coolsUntil : null,
                kind,
                headroom(now));
    }
}
