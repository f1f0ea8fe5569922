package io.promptyard.connector.health;

import io.promptyard.model.KeyHealth;
import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of all targets and the keys of all providers that this process calls, whatever the lane. Time is a parameter; it holds
 * as much as targets are configured. Thread-safe.
 */
public final class HealthBoard {
    private static final ProviderHealth.State HEALTHY = ProviderHealth.State.HEALTHY;

    private final HealthConfig config;
    private final HealthListener listener;
    private final Map<Target, Circuit> circuits = new ConcurrentHashMap<>();
    private final Map<Target, LatencyWindow> latencies = new ConcurrentHashMap<>();
    private final Map<ProviderId, KeyRing> rings = new ConcurrentHashMap<>();

    public HealthBoard(HealthConfig config, HealthListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /** By the defaults, and nobody hears of it. */
    public static HealthBoard quiet() {
        return new HealthBoard(HealthConfig.DEFAULTS, HealthListener.NONE);
    }

    /** The keys of a provider, the same for as long as they bear the same names. */
    public KeyRing keys(ProviderId provider, List<String> names) {
        return Objects.requireNonNull(rings.compute(
                provider,
                (id, ring) -> ring != null && ring.names().equals(names)
                        ? ring
                        : new KeyRing(provider, names, config.keys(), listener)));
    }

    /** Asks the target's circuit for one call; whoever gets a permission tells its end. */
    public CircuitPass admit(Target target, Instant now) {
        if (!config.circuit().enabled()) {
            return CircuitPass.FREE;
        }
        Circuit circuit = circuits.computeIfAbsent(target, each -> new Circuit(config.circuit(), now));
        Circuit.Pass pass = circuit.admit(now);
        tell(target, circuit, now);
        if (pass != null) {
            return new CircuitPass.Granted((result, at) -> ended(target, circuit, pass, result, at));
        }
        Instant until = circuit.view(now).until();
        return new CircuitPass.Refused(until == null ? now : until);
    }

    private void ended(Target target, Circuit circuit, Circuit.Pass pass, ProviderOutcome.Result result, Instant now) {
        FailureKind kind = result instanceof ProviderOutcome.Failed failed ? failed.kind() : null;
        circuit.ended(pass, CallVerdict.of(result), kind, now);
        tell(target, circuit, now);
    }

    /** A call ended: how long it took is kept when it gave an answer. */
    public void timed(Target target, ProviderOutcome.Result result, Instant now) {
        if (result instanceof ProviderOutcome.Answered answered) {
            latencies
                    .computeIfAbsent(target, each -> new LatencyWindow(now))
                    .add(answered.latencyMillis(), answered.firstTokenMillis(), now);
        }
    }

    private void tell(Target target, Circuit circuit, Instant now) {
        ProviderHealth.State news = circuit.news(now);
        if (news != null) {
            listener.circuit(target, news);
        }
    }

    public HealthListener listener() {
        return listener;
    }

    /** What is to be seen of every target that was called and every provider, by name; the listener hears what time alone has changed. */
    public List<ProviderHealth> view(String instance, Instant now) {
        List<ProviderHealth> all = new ArrayList<>();
        rings.forEach((provider, ring) -> all.add(of(provider, ring, instance, now)));
        circuits.forEach((target, circuit) -> {
            tell(target, circuit, now);
            all.add(of(target, circuit.view(now), instance, now));
        });
        latencies.forEach((target, window) -> {
            if (!circuits.containsKey(target)) { // where there are no circuits
                all.add(of(target, new Circuit.View(HEALTHY, window.begun(), null, null, 0, 0), instance, now));
            }
        });
        all.sort(Comparator.comparing(ProviderHealth::key));
        return all;
    }

    private ProviderHealth of(Target target, Circuit.View view, String instance, Instant now) {
        LatencyWindow window = latencies.get(target);
        return new ProviderHealth(
                target.provider(),
                target.model(),
                view.state(),
                view.since(),
                view.until(),
                view.kind(),
                view.calls(),
                view.failures(),
                window == null ? null : window.latency(now),
                window == null ? null : window.firstToken(now),
                instance,
                null,
                List.of());
    }

    private static ProviderHealth of(ProviderId provider, KeyRing ring, String instance, Instant now) {
        List<KeyHealth> keys = ring.view(now);
        Instant free = ring.freeAt(now);
        boolean cools = free.isAfter(now);
        FailureKind kind = cools
                ? keys.stream()
                        .map(KeyHealth::kind)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)
                : null;
        return new ProviderHealth(
                provider,
                null,
                cools ? ProviderHealth.State.COOLING : ProviderHealth.State.HEALTHY,
                now,
                cools ? free : null,
                kind,
                0,
                0,
                null,
                null,
                instance,
                ring.headroom(now),
                keys);
    }

    /**
     * Forgets all failures of a target, or, without a model, of a provider with its keys and all its targets.
     *
     * @return whether there was anything of that name
     */
    public boolean reset(ProviderId provider, @Nullable ModelId model, Instant now) {
        boolean found = false;
        if (model == null) {
            KeyRing ring = rings.get(provider);
            found = ring != null;
            if (ring != null) {
                ring.reset();
            }
        }
        for (Map.Entry<Target, Circuit> each : circuits.entrySet()) {
            Target target = each.getKey();
            if (target.provider().equals(provider)
                    && (model == null || target.model().equals(model))) {
                each.getValue().reset(now);
                tell(target, each.getValue(), now);
                found = true;
            }
        }
        return found;
    }
}
