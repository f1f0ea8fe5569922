package io.promptyard.bench.suite;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.config.Condition;
import io.promptyard.router.config.Hours;
import io.promptyard.router.config.RetryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.live.Snapshot;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** A configuration of a size, the same every time, of which only the last route matches; and what was seen of its models. */
final class DecisionWorld {
    static final String LAST = "last";
    private static final int PROVIDERS = 10;
    private static final int SHARES = 5;

    private final TreeMap<ProviderId, ProviderConfig> providers = new TreeMap<>();
    private final List<ModelSpec> models = new ArrayList<>();
    private final List<RouteConfig> routes = new ArrayList<>();
    private final Map<Target, TargetState> states = new LinkedHashMap<>();
    private final Snapshot snapshot;

    DecisionWorld(int models, int routes) {
        Random random = new Random(1);
        for (int i = 0; i < models; i++) {
            Target target = Target.of("p" + i % PROVIDERS, "m" + i);
            providers.computeIfAbsent(
                    target.provider(), id -> ProviderConfig.of(id, "openai", URI.create("http://127.0.0.1:1")));
            Price price = new Price(usd(random, 2_000), usd(random, 6_000), usd(random, 1_000), null);
            this.models.add(new ModelSpec(
                    target,
                    price,
                    128_000,
                    8_000,
                    Set.of(Capability.values()),
                    random.nextDouble(),
                    Map.of(),
                    "made up"));
            states.put(
                    target,
                    new TargetState(
                            3, 500 * random.nextDouble(), 100 * random.nextDouble(), random.nextInt(50), null, 0.1));
        }
        for (int i = 1; i < routes; i++) {
            this.routes.add(new RouteConfig("r" + i, match(i), new Strategy.CheapestCapable(), null, null, false));
        }
        snapshot = new Snapshot(states, Map.of(Task.CHAT, 250L, Task.CODE, 900L));
    }

    private static BigDecimal usd(Random random, int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most), 2);
    }

    /** A tenth are conditions, a third are hours of another part of the day, the others ask for a tag. */
    private static RouteMatch match(int i) {
        boolean condition = i % 10 == 0;
        Hours night = new Hours(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(), ZoneId.of("Europe/Berlin"));
        return new RouteMatch(
                Set.of(),
                Set.of(),
                Set.of(),
                i % 3 == 0 || condition ? Map.of() : Map.of("team", "t" + i),
                Set.of(),
                List.of(),
                null,
                null,
                null,
                null,
                Set.of(),
                i % 3 == 0 && !condition ? night : null,
                condition ? Condition.of("complexity >= 0.0 && tokens > 0 && endpoint == 'batch-" + i + "'") : null);
    }

    RouterConfig config(Strategy strategy) {
        List<RouteConfig> all = new ArrayList<>(routes);
        all.add(new RouteConfig(LAST, RouteMatch.ALL, strategy, 0.3, null, false));
        return new RouterConfig(
                "bench",
                providers,
                new ModelCatalogue(models),
                Map.of(),
                Map.of(),
                all,
                List.of(),
                RetryConfig.DEFAULTS);
    }

    Map<Target, Integer> shares() {
        Map<Target, Integer> shares = new LinkedHashMap<>();
        models.stream().limit(SHARES).forEach(model -> shares.put(model.target(), 20));
        return shares;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** The least that a decision by cost must do. */
    IntSupplier costs(ClassifiedPrompt prompt) {
        BigDecimal in = BigDecimal.valueOf(prompt.classification().promptTokens());
        BigDecimal out = BigDecimal.valueOf(300);
        return () -> {
            BigDecimal least = null;
            for (ModelSpec each : models) {
                Price price = java.util.Objects.requireNonNull(each.price());
                BigDecimal cost = price.input()
                        .multiply(in)
                        .add(price.output().multiply(out))
                        .movePointLeft(6);
                least = least == null ? cost : least.min(cost);
            }
            return least == null ? 0 : least.precision();
        };
    }
}
