package io.promptyard.connector.health;

import io.promptyard.model.KeyHealth;
import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one provider, by position: which is used next, and which is not for a while. A provider without a key has one that
 * has no name. Knows no key's text. Thread-safe.
 */
public final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final int FORBIDDEN = 403;

    private final ProviderId provider;
    private final List<KeyState> keys;
    private final HealthListener listener;
    private long turns;

    KeyRing(ProviderId provider, List<String> names, CooldownConfig config, HealthListener listener) {
        this.provider = provider;
        this.keys = names.stream().map(name -> new KeyState(name, config)).toList();
        this.listener = listener;
        listener.keys(provider, names);
    }

    List<String> names() {
        return keys.stream().map(KeyState::name).toList();
    }

    public String name(int key) {
        return keys.get(key).name();
    }

    /** The one with most left of its limits, of those that do not cool; of equals the one that has rested longest. */
    public synchronized OptionalInt take(ModelId model, Set<Integer> tried, Instant now) {
        return used(IntStream.range(0, keys.size())
                .filter(key -> !tried.contains(key)
                        && !keys.get(key).freeAt(model, now).isAfter(now))
                .boxed()
                .min(Comparator.<Integer>comparingDouble(key -> -left(key, now)).thenComparing(this::turn)));
    }

    /** The one that is free first, though it cools. */
    public synchronized int takeAnyway(ModelId model, Instant now) {
        return used(IntStream.range(0, keys.size())
                        .boxed()
                        .min(Comparator.<Integer, Instant>comparing(
                                        key -> keys.get(key).freeAt(model, now))
                                .thenComparing(this::turn)))
                .orElseThrow();
    }

    private long turn(int key) {
        return keys.get(key).turn();
    }

    private OptionalInt used(Optional<Integer> key) {
        key.ifPresent(each -> keys.get(each).used(++turns));
        return key.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private double left(int key, Instant now) {
        Double headroom = keys.get(key).headroom(now);
        return headroom == null ? 1 : headroom;
    }

    /** What a reply to the key said is left. */
    public synchronized void heard(int key, Map<String, Allowance> told) {
        if (!told.isEmpty()) {
            keys.get(key).heard(told);
        }
    }

    /**
     * A call with the key ended.
     *
     * @param renewed whether the key is a token that is read again when it is not accepted
     * @return whether another key may do better
     */
    public synchronized boolean ended(
            int key, ModelId model, ProviderOutcome.Result result, boolean renewed, Instant now) {
        return switch (result) {
            case ProviderOutcome.Answered answered -> {
                keys.get(key).answered(now);
                yield false;
            }
            case ProviderOutcome.Failed failed -> failed(keys.get(key), model, failed, renewed, now);
            case ProviderOutcome.Fence fence -> false;
        };
    }

    private boolean failed(KeyState key, ModelId model, ProviderOutcome.Failed failed, boolean renewed, Instant now) {
        boolean another = failed.chunks() == 0;
        FailureKind kind = failed.kind();
        if (kind == FailureKind.RATE_LIMITED) {
            cooled(key, kind, key.limited(failed.retryAfterMillis(), now));
            return another;
        }
        boolean denied = failed.httpStatus() != null && failed.httpStatus() == FORBIDDEN;
        if (kind == FailureKind.AUTHENTICATION && denied) {
            tell(key, failed, key.denied(model, now), "may not use " + model);
        } else if (kind == FailureKind.QUOTA_EXHAUSTED) {
            tell(key, failed, key.refused(kind, failed.retryAfterMillis(), now), "has no money left");
        } else if (kind == FailureKind.AUTHENTICATION && !renewed) {
            tell(key, failed, key.refused(kind, failed.retryAfterMillis(), now), "is not accepted");
        }
        return another && (kind == FailureKind.AUTHENTICATION || kind == FailureKind.QUOTA_EXHAUSTED);
    }

    /** A call goes on with another key after this end. */
    public void rotated(ProviderOutcome.Result after) {
        if (after instanceof ProviderOutcome.Failed failed) {
            listener.rotated(provider, failed.kind());
        }
    }

    private void tell(KeyState key, ProviderOutcome.Failed failed, boolean news, String what) {
        if (news) {
            LOG.warn("provider {}: key {} {} (status {})", provider, key.name(), what, failed.httpStatus());
        }
        cooled(key, failed.kind(), news);
    }

    private void cooled(KeyState key, FailureKind kind, boolean news) {
        if (news) {
            listener.cooled(provider, key.name(), kind);
        }
    }

    /** The earliest that any may be used for the model; {@code now} when one may at once. */
    public synchronized Instant freeAt(ModelId model, Instant now) {
        return keys.stream()
                .map(key -> key.freeAt(model, now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    /** The same for any model. */
    synchronized Instant freeAt(Instant now) {
        return keys.stream().map(key -> key.freeAt(now)).min(Instant::compareTo).orElse(now);
    }

    /** What is left of all keys' limits, 0 to 1, where a key that cools has nothing; null when nothing was told of any. */
    synchronized @Nullable Double headroom(Instant now) {
        double sum = 0;
        int told = 0;
        for (KeyState key : keys) {
            Double left = key.headroom(now);
            if (left != null) {
                told++;
                sum += key.freeAt(now).isAfter(now) ? 0 : left;
            }
        }
        return told == 0 ? null : sum / told;
    }

    synchronized List<KeyHealth> view(Instant now) {
        return keys.stream().map(key -> key.view(now)).toList();
    }

    synchronized void reset() {
        keys.forEach(KeyState::reset);
    }
}
