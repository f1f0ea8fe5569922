package io.promptyard.router.live;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.RateLimits;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.config.RouterConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Figures from attempts, of every process alike. Its memory is bounded: only configured targets are kept, at most {@value #MOST_OPEN}
 * open calls, and a call that nobody ends is forgotten after the longest that one may take. An attempt read twice counts an answer
 * twice, an open call once. Not thread-safe.
 */
final class AttemptLedger {
    static final int MOST_OPEN = 100_000;

    /** Below this many answers of a task its stated prior holds. */
    static final int ENOUGH = 20;

    private static final Duration OUTPUT_HALF_LIFE = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Supplier<RouterConfig> live;
    private final Backlog backlog;
    private RouterConfig config;
    private final Map<ProviderId, MinuteWindow> windows = new HashMap<>();
    private final HealthLedger health = new HealthLedger();
    private final Map<Target, TargetFigures> figures = new HashMap<>();
    private final Map<Task, Fading> outputs = new EnumMap<>(Task.class);
    /** In the order of their coming; by provider, as the longest that one may take is the provider's. */
    private final Map<ProviderId, Map<String, Open>> open = new HashMap<>();

    private int opened;
    private final Cooldowns cooldowns = new Cooldowns();

    private record Open(Target target, Instant since) {}

    AttemptLedger(RouterConfig config) {
        this(() -> config);
    }

    AttemptLedger(Supplier<RouterConfig> live) {
        this(live, new Backlog());
    }

    /**
     * @param live the configuration of the moment; its models may change, its providers do not
     * @param backlog hears which calls have been begun
     */
    AttemptLedger(Supplier<RouterConfig> live, Backlog backlog) {
        this.live = live;
        this.backlog = backlog;
        this.config = live.get();
        config.providers().forEach((id, provider) -> {
            if (!provider.limits().equals(RateLimits.NONE)) {
                windows.put(id, new MinuteWindow(provider.limits()));
            }
        });
    }

    void take(ProviderAttempt attempt) {
        backlog.take(attempt);
        Target target = attempt.target();
        if (!config.providers().containsKey(target.provider())
                || config.catalogue().find(target).isEmpty()) {
            return;
        }
        if (attempt.purpose() != ProviderAttempt.Purpose.ANSWER) {
            own(attempt);
            return;
        }
        switch (attempt.phase()) {
            case STARTED -> started(attempt);
            case ENDED -> ended(attempt);
            case UNKNOWN -> {}
        }
    }

    /**
     * A call of the router's own uses up the provider's limits as any does. It takes no worker's place, and a rating of a few tokens, or a copy, says nothing of how long callers' answers
     * take. That the provider refuses the judge for its rate limit holds for prompts, too; a shadow has no say at all in where they go.
     */
    private void own(ProviderAttempt attempt) {
        boolean ended = attempt.phase() == ProviderAttempt.Phase.ENDED;
        if (ended && attempt.purpose() != ProviderAttempt.Purpose.SHADOW) {
            cooldowns.take(attempt);
        }
        MinuteWindow window = windows.get(attempt.target().provider());
        if (window == null) {
            return;
        }
        if (attempt.phase() == ProviderAttempt.Phase.STARTED) {
            window.request(attempt.at());
        } else if (ended) {
            tokens(window, attempt);
        }
    }

    private static void tokens(MinuteWindow window, ProviderAttempt attempt) {
        if (attempt.usage() != null) {
            window.tokens(attempt.usage().promptTokens() + attempt.usage().completionTokens(), attempt.at());
        }
    }

    /** What a worker process says of a target. */
    void take(ProviderHealth told, Instant at) {
        if (config.providers().containsKey(told.provider())) {
            health.take(told, at);
        }
    }

    private void started(ProviderAttempt attempt) {
        Target target = attempt.target();
        if (opened >= MOST_OPEN) {
            Map<String, Open> most = Collections.max(open.values(), Comparator.comparingInt(Map::size));
            forget(most, most.keySet().iterator().next());
        }
        if (open(target).putIfAbsent(attempt.attemptId(), new Open(target, attempt.at())) == null) {
            opened++;
            of(target).opened();
            MinuteWindow window = windows.get(target.provider());
            if (window != null) {
                window.request(attempt.at());
            }
        }
    }

    private void ended(ProviderAttempt attempt) {
        forget(open(attempt.target()), attempt.attemptId());
        cooldowns.take(attempt);
        MinuteWindow window = windows.get(attempt.target().provider());
        if (window != null) {
            tokens(window, attempt);
        }
        if (!attempt.success()) {
            return;
        }
        of(attempt.target()).answered(attempt);
        boolean chats = config.catalogue()
                .find(attempt.target())
                .filter(ModelSpec::chats)
                .isPresent();
        if (chats && attempt.task() != null && attempt.usage() != null) {
            outputs.computeIfAbsent(attempt.task(), task -> new Fading(OUTPUT_HALF_LIFE))
                    .add(attempt.usage().completionTokens(), attempt.at());
        }
    }

    private Map<String, Open> open(Target target) {
        return open.computeIfAbsent(target.provider(), each -> new LinkedHashMap<>());
    }

    private void forget(Map<String, Open> from, String attemptId) {
        Open ended = from.remove(attemptId);
        if (ended != null) {
            opened--;
            of(ended.target()).closed();
        }
    }

    private TargetFigures of(Target target) {
        return figures.computeIfAbsent(target, each -> new TargetFigures());
    }

    /** What is known now, as a picture that does not change. */
    Snapshot snapshot(Instant now) {
        config = live.get();
        expire(now);
        backlog.expire(now);
        figures.values().removeIf(each -> each.isForgotten(now));
        Map<ProviderId, Instant> exhausted = new HashMap<>();
        windows.forEach((id, window) -> {
            Instant roomy = window.availableAt(now);
            if (roomy.isAfter(now)) {
                exhausted.put(id, roomy);
            }
        });
        Map<Target, TargetState> states = states(now);
        Map<Task, Long> expected = new EnumMap<>(Task.class);
        outputs.forEach((task, seen) -> {
            Double mean = seen.mean();
            if (mean != null && seen.samples(now) >= ENOUGH) {
                expected.put(task, Math.round(mean));
            }
        });
        Map<Target, Instant> coolings = cooldowns.until(now);
        health.addEnds(config.catalogue().all().stream().map(ModelSpec::target).toList(), coolings);
        return new Snapshot(states, expected, coolings, exhausted);
    }

    private Map<Target, TargetState> states(Instant now) {
        health.expire(now);
        Map<ProviderId, Map<String, HealthLedger.Unfit>> unfit = health.unfit(now);
        Map<ProviderId, @Nullable Double> headrooms = new HashMap<>();
        config.providers().keySet().forEach(id -> headrooms.put(id, headroom(id, now)));
        Map<Target, TargetState> states = new HashMap<>();
        figures.forEach((target, each) -> states.put(target, state(target, each, headrooms, unfit, now)));
        config.catalogue().all().forEach(model -> {
            Target target = model.target();
            boolean told = headrooms.get(target.provider()) != null || HealthLedger.of(target, unfit) != null;
            if (told && !states.containsKey(target)) {
                states.put(target, state(target, new TargetFigures(), headrooms, unfit, now));
            }
        });
        return states;
    }

    private static TargetState state(
            Target target,
            TargetFigures seen,
            Map<ProviderId, @Nullable Double> headrooms,
            Map<ProviderId, Map<String, HealthLedger.Unfit>> unfit,
            Instant now) {
        return seen.state(headrooms.get(target.provider()), HealthLedger.of(target, unfit), now);
    }

    /** Of what is configured and of what the provider says, the scarcer. */
    private @Nullable Double headroom(ProviderId provider, Instant now) {
        MinuteWindow window = windows.get(provider);
        Double configured = window == null ? null : window.headroom(now);
        Double told = health.headroom(provider, now);
        return configured == null || told == null
                ? (configured == null ? told : configured)
                : Double.valueOf(Math.min(configured, told));
    }

    private void expire(Instant now) {
        open.forEach((id, calls) -> {
            ProviderConfig provider = Objects.requireNonNull(config.providers().get(id));
            Instant old = now.minus(provider.timeouts().total().plus(GRACE));
            List<String> gone = new ArrayList<>();
            for (Map.Entry<String, Open> each : calls.entrySet()) {
                if (each.getValue().since().isAfter(old)) {
                    break; // the order of their coming is nearly that of their age
                }
                gone.add(each.getKey());
            }
            gone.forEach(each -> forget(calls, each));
        });
    }
}
