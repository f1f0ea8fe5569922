package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Constraints;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.model.ToolDefinition;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CanaryConfig.Arm;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.config.Verification;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Configurations and prompts at random, the same for the same seed. */
final class RandomWorlds {
    private static final List<String> REGIONS = List.of("us", "eu", "asia");
    private static final List<String> CLASSES = List.of("public", "internal", "secret");
    private static final List<String> PROVIDERS = List.of("p0", "p1", "p2", "p3");
    private final Random random;

    RandomWorlds(long seed) {
        random = new Random(seed);
    }

    PolicyFixture world() {
        PolicyFixture world = new PolicyFixture();
        int providers = 1 + random.nextInt(4);
        IntStream.range(0, providers)
                .forEach(i -> world.provider(
                        "p" + i,
                        some(REGIONS),
                        random.nextBoolean(),
                        some(CLASSES).toArray(String[]::new)));
        for (int i = 0; i < 1 + random.nextInt(10); i++) {
            Capability[] abilities = some(Arrays.asList(Capability.values())).toArray(Capability[]::new);
            world.model(target(i), price(), 500 + random.nextInt(100_000), random.nextDouble(), abilities);
        }
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String group = random.nextBoolean() ? "g" : null;
            Double quality = random.nextBoolean() ? null : random.nextDouble();
            world.route(new RouteConfig(
                    "r" + i,
                    match(),
                    strategy(),
                    quality,
                    group,
                    random.nextBoolean(),
                    List.of(),
                    canary(),
                    random.nextInt(4) == 0,
                    shadow("r" + i),
                    constraintsOfRoute()));
        }
        world.route(new RouteConfig(
                "last",
                RouteMatch.ALL,
                strategy(),
                null,
                random.nextBoolean() ? "g" : null,
                random.nextBoolean(),
                List.of(),
                canary(),
                random.nextInt(4) == 0,
                shadow("last"),
                constraintsOfRoute()));
        world.groups.put("g", group());
        if (random.nextInt(3) == 0) {
            world.ceiling(usd(), random.nextBoolean() ? Over.REFUSE : Over.DOWNGRADE);
        }
        return world;
    }

    /** Verified by several experiments, of other members and tasks each, of which some are over, one of them just now. */
    private FallbackGroup group() {
        List<Target> members = IntStream.range(0, 3 + random.nextInt(3))
                .mapToObj(RandomWorlds::target)
                .toList();
        List<Verification> evidence = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> new Verification(
                        Set.copyOf(some(members)),
                        Set.copyOf(some(Arrays.asList(Task.values()))),
                        random.nextBoolean() ? "exp-" + i : "",
                        expires()))
                .toList();
        return new FallbackGroup("g", members, evidence);
    }

    private @Nullable Instant expires() {
        return switch (random.nextInt(5)) {
            case 0 -> PolicyFixture.T0;
            case 1 -> PolicyFixture.T0.minusSeconds(1 + random.nextInt(100_000));
            case 2 -> PolicyFixture.T0.plusMillis(1);
            case 3 -> PolicyFixture.T0.plusSeconds(1 + random.nextInt(100_000));
            default -> null;
        };
    }

    /** One with budgets, at times: what they would make of choices is not in the worlds of {@link #world}, whose decisions are replayed without a keeper. */
    PolicyFixture budgetedWorld() {
        PolicyFixture world = world();
        if (random.nextBoolean()) {
            world.ceilings.add(new CeilingConfig(
                    RouteMatch.ALL,
                    null,
                    Over.values()[random.nextInt(Over.values().length)],
                    new BudgetConfig(
                            "month",
                            Map.of(BudgetWindow.MONTH, new BigDecimal(usd())),
                            ZoneOffset.UTC,
                            List.of(),
                            Set.of(),
                            Set.of())));
        }
        return world;
    }

    ClassifiedPrompt prompt(String id) {
        Task task = Task.values()[random.nextInt(Task.values().length)];
        Classification classification = new Classification(
                "random", task, 1, "", "en", random.nextInt(50_000), random.nextDouble(), scores(), Map.of(), 1);
        PromptRequest request = new PromptRequest(
                new RequestId(id),
                PolicyFixture.T0,
                null,
                "default",
                "default",
                Map.of(),
                model(),
                constraints(),
                body(),
                random.nextBoolean(),
                null,
                null,
                null);
        return new ClassifiedPrompt(request, classification, List.of(), PolicyFixture.T0.plusSeconds(60), "");
    }

    /** At times one in which all targets but one are cooling, so that it stands in for others at first. */
    LiveState live() {
        int fit = random.nextInt(20);
        boolean bad = fit < 5;
        Map<Target, TargetState> states = new HashMap<>();
        IntStream.range(0, 10)
                .filter(i -> bad || random.nextBoolean())
                .forEach(i -> states.put(target(i), state(bad ? i != fit : random.nextInt(3) == 0)));
        return new FixedState(
                states, random.nextBoolean() ? null : (long) random.nextInt(3_000), (long) random.nextInt(100));
    }

    private TargetState state(boolean unfit) {
        ProviderHealth.State health =
                List.of(ProviderHealth.State.OPEN, ProviderHealth.State.COOLING).get(random.nextInt(2));
        return new TargetState(
                random.nextDouble() * 3,
                random.nextBoolean() ? null : random.nextDouble() * 1_000,
                random.nextBoolean() ? null : random.nextDouble() * 100,
                random.nextInt(20),
                random.nextBoolean() ? null : random.nextDouble(),
                random.nextDouble(),
                unfit ? PolicyFixture.T0.plusSeconds(random.nextInt(120) - 10) : null,
                unfit ? health : null);
    }

    private PromptBody body() {
        ContentPart image = new ContentPart.ImagePart("https://example.org/a.png", null, "{}");
        ContentPart text = new ContentPart.TextPart("x");
        ChatMessage message =
                new ChatMessage(Role.USER, List.of(random.nextInt(4) == 0 ? image : text), List.of(), null, null, "{}");
        List<ToolDefinition> tools = random.nextInt(4) == 0
                ? List.of(new ToolDefinition("f", null, null, null, "function", "{}"))
                : List.of();
        SamplingParameters sampling = random.nextInt(3) == 0
                ? SamplingParameters.withMaxTokens(random.nextInt(20_000))
                : SamplingParameters.DEFAULTS;
        return new PromptBody(List.of(message), tools, null, sampling, null, "{}");
    }

    private Constraints constraints() {
        return new Constraints(
                random.nextInt(3) == 0 ? some(REGIONS) : List.of(),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? new BigDecimal(usd()) : null,
                random.nextInt(4) == 0 ? random.nextDouble() * 0.7 : null,
                random.nextInt(20) == 0 ? List.of("telepathy") : List.of(),
                random.nextInt(4) == 0 ? some(PROVIDERS) : List.of(),
                random.nextInt(4) == 0 ? some(PROVIDERS) : List.of(),
                random.nextInt(3) == 0 ? CLASSES.get(random.nextInt(CLASSES.size())) : null);
    }

    private RouteConstraints constraintsOfRoute() {
        RouteConstraints lists = providers();
        return new RouteConstraints(
                lists.allowed(),
                lists.denied(),
                random.nextInt(5) == 0 ? some(REGIONS) : List.of(),
                random.nextInt(6) == 0,
                random.nextInt(6) == 0 ? CLASSES.get(random.nextInt(CLASSES.size())) : null);
    }

    private RouteConstraints providers() {
        return switch (random.nextInt(4)) {
            case 0 -> new RouteConstraints(providers(random.nextInt(3)), Set.of());
            case 1 ->
                new RouteConstraints(Set.of(), Set.of(new ProviderId(PROVIDERS.get(random.nextInt(PROVIDERS.size())))));
            default -> RouteConstraints.ANY;
        };
    }

    private static Set<ProviderId> providers(int butOne) {
        return PROVIDERS.stream()
                .filter(each -> !each.equals("p" + butOne))
                .map(ProviderId::new)
                .collect(Collectors.toSet());
    }

    private Strategy strategy() {
        return switch (random.nextInt(12)) {
            case 0 -> new Strategy.BestQuality();
            case 1 -> new Strategy.Priority(List.of(target(0), target(3), target(1)));
            case 2 -> {
                Map<Target, Integer> weights = new LinkedHashMap<>();
                IntStream.range(0, 4).forEach(i -> weights.put(target(i), 1 + random.nextInt(9)));
                yield new Strategy.Weighted(weights);
            }
            case 3 -> new Strategy.Split(Map.of(target(0), 3, target(1), 1, target(2), 1));
            case 4 -> new Strategy.Sticky(List.of(target(0), target(1), target(4)), "conversation");
            case 5 -> new Strategy.QualityPerDollar(new BigDecimal(usd()));
            case 6 -> new Strategy.LowestLatency();
            case 7 -> new Strategy.LeastBusy();
            case 8 -> new Strategy.Headroom();
            case 9 -> new Strategy.BestQuality(new BigDecimal(usd()));
            default -> new Strategy.CheapestCapable();
        };
    }

    private @Nullable CanaryConfig canary() {
        return switch (random.nextInt(5)) {
            case 0 -> new CanaryConfig("id", List.of(new Arm("a", random.nextInt(101), List.of(target(2), target(5)))));
            case 1 ->
                new CanaryConfig(
                        "tenant", List.of(new Arm("a", 40, List.of(target(1))), new Arm("b", 40, List.of(target(0)))));
            case 2 -> new CanaryConfig("tag:none", List.of(new Arm("a", 100, List.of(target(1)))));
            case 3 ->
                new CanaryConfig(
                        "id",
                        List.of(new Arm(
                                "a",
                                random.nextInt(101),
                                new Strategy.CheapestCapable(),
                                random.nextDouble(),
                                List.of(target(0), target(3)))));
            default -> null;
        };
    }

    private @Nullable ShadowConfig shadow(String route) {
        if (random.nextInt(3) == 0) {
            return null;
        }
        BudgetConfig budget = new BudgetConfig(
                ShadowConfig.budgetOf(route),
                Map.of(BudgetWindow.DAY, BigDecimal.ONE),
                ZoneOffset.UTC,
                List.of(),
                Set.of(),
                Set.of());
        List<Target> to = List.of(target(random.nextInt(12)), target(random.nextInt(6)), target(random.nextInt(3)));
        return new ShadowConfig(route, random.nextInt(5) == 0 ? "tag:none" : "id", 90, to, budget, 1);
    }

    private RouteMatch match() {
        Double from = random.nextBoolean() ? null : random.nextDouble();
        return new RouteMatch(
                Set.copyOf(some(Arrays.asList(Task.values()))),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of(),
                List.of(),
                from,
                null,
                null,
                null);
    }

    private Map<String, Double> scores() {
        return random.nextBoolean() ? Map.of() : Map.of(target(0).toString(), random.nextDouble());
    }

    private String model() {
        return random.nextInt(4) == 0 ? target(random.nextInt(5)).toString() : "auto";
    }

    private @Nullable Price price() {
        return random.nextInt(8) == 0 ? null : new Price(new BigDecimal(usd()), new BigDecimal(usd()), null, null);
    }

    private String usd() {
        return BigDecimal.valueOf(random.nextInt(5_000), 1 + random.nextInt(4)).toPlainString();
    }

    private static Target target(int i) {
        return Target.of("p" + i % 3, "m" + i);
    }

    private <T> List<T> some(List<T> all) {
        return all.stream().filter(each -> random.nextBoolean()).toList();
    }
}
