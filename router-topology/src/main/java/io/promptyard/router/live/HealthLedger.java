package io.promptyard.router.live;

import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What worker processes say of targets and providers, the last word of each. One that is not fit for any of them is not fit: its dispatch may come to
 * that one. Not thread-safe.
 */
final class HealthLedger {
    /** Limits are mostly per minute: what was left a while ago says nothing. */
    private static final Duration HEADROOM_HOLDS = Duration.ofMinutes(1);
    /** Of processes times targets; more are not believed. */
    private static final int MOST = 100_000;

    private final Map<Key, Told> told = new HashMap<>();
    /** When what was said to be unfit is fit again, or lately was. */
    private final Map<Key, Instant> ends = new HashMap<>();

    private record Key(ProviderId provider, @Nullable ModelId model, String instance) {}

    private record Told(ProviderHealth health, Instant at) {}

    /** Why a target is not to be called, and until when. */
    record Unfit(ProviderHealth.State why, Instant until) {}

    /** @param at when the record was written */
    void take(ProviderHealth health, Instant at) {
        Key key = new Key(health.provider(), health.model(), health.instance());
        end(key, health, at);
        boolean says = isUnfit(health) || health.headroom() != null;
        if (!says) {
            told.remove(key);
        } else if (told.size() < MOST || told.containsKey(key)) {
            told.put(key, new Told(health, at));
        }
    }

    private void end(Key key, ProviderHealth health, Instant at) {
        Instant before = ends.get(key);
        if (isUnfit(health) && (ends.size() < MOST || before != null)) {
            ends.put(key, health.until());
        } else if (before != null && before.isAfter(at)) {
            ends.remove(key); // taken back, by a reset
        }
    }

    private static boolean isUnfit(ProviderHealth health) {
        return switch (health.state()) {
            case COOLING, OPEN -> health.until() != null;
            case HEALTHY, HALF_OPEN, UNKNOWN -> false;
        };
    }

    void expire(Instant now) {
        told.values().removeIf(each -> !holds(each.health(), now) && !isFresh(each, now));
        ends.values().removeIf(end -> !end.plus(Releases.RECOVERY).isAfter(now));
    }

    private static boolean holds(ProviderHealth health, Instant now) {
        return isUnfit(health) && health.until() != null && health.until().isAfter(now);
    }

    private static boolean isFresh(Told told, Instant now) {
        return told.health().headroom() != null
                && told.at().plus(HEADROOM_HOLDS).isAfter(now);
    }

    /** The targets, or providers under {@code null}, that are not to be called. */
    Map<ProviderId, Map<String, Unfit>> unfit(Instant now) {
        Map<ProviderId, Map<String, Unfit>> unfit = new HashMap<>();
        for (Told each : told.values()) {
            ProviderHealth health = each.health();
            if (holds(health, now)) {
                String model = health.model() == null ? "" : health.model().value();
                unfit.computeIfAbsent(health.provider(), id -> new HashMap<>())
                        .merge(model, new Unfit(health.state(), health.until()), HealthLedger::later);
            }
        }
        return unfit;
    }

    /** Adds when each of these is fit again, or lately was: {@link Releases} meets it with care. */
    void addEnds(Iterable<Target> targets, Map<Target, Instant> to) {
        if (ends.isEmpty()) {
            return;
        }
        for (Target target : targets) {
            ends.forEach((key, end) -> {
                boolean concerns = key.provider().equals(target.provider())
                        && (key.model() == null || key.model().equals(target.model()));
                if (concerns) {
                    to.merge(target, end, (one, other) -> one.isBefore(other) ? other : one);
                }
            });
        }
    }

    private static Unfit later(Unfit one, Unfit other) {
        return one.until().isBefore(other.until()) ? other : one;
    }

    /** Of one target: by itself, or by its provider as a whole; null when it is fit. */
    static @Nullable Unfit of(Target target, Map<ProviderId, Map<String, Unfit>> unfit) {
        Map<String, Unfit> ofProvider = unfit.get(target.provider());
        if (ofProvider == null) {
            return null;
        }
        Unfit whole = ofProvider.get("");
        Unfit own = ofProvider.get(target.model().value());
        return whole == null || own == null ? (own == null ? whole : own) : later(own, whole);
    }

    /** What the provider itself last said is left of its limits; null when it has not lately. */
    @Nullable
    Double headroom(ProviderId provider, Instant now) {
        Told newest = null;
        for (Told each : told.values()) {
            if (each.health().provider().equals(provider)
                    && isFresh(each, now)
                    && (newest == null || each.at().isAfter(newest.at()))) {
                newest = each;
            }
        }
        return newest == null ? null : newest.health().headroom();
    }
}
