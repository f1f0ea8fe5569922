package io.promptyard.router.policy;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RetryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small world of three providers: {@code us} (US), {@code eu} (EU, zero retention), {@code both} (US and EU). */
final class PolicyFixture {
    static final Instant T0 = Instant.parse("2026-10-01T12:00:00Z");
    static final Target PREMIUM = Target.of("us", "premium");
    static final Target SMALL = Target.of("us", "small");
    static final Target EURO = Target.of("eu", "medium");
    static final Target BOTH = Target.of("both", "large");

    final TreeMap<ProviderId, ProviderConfig> providers = new TreeMap<>();
    final List<ModelSpec> models = new ArrayList<>();
    final Map<String, Target> aliases = new LinkedHashMap<>();
    final Map<String, FallbackGroup> groups = new LinkedHashMap<>();
    final List<RouteConfig> routes = new ArrayList<>();
    final List<CeilingConfig> ceilings = new ArrayList<>();
    RetryConfig retries = RetryConfig.DEFAULTS;

    static PolicyFixture world() {
        PolicyFixture world = new PolicyFixture();
        world.provider("us", List.of("us"), false);
        world.provider("eu", List.of("eu"), true);
        world.provider("both", List.of("us", "eu"), false);
        world.model(PREMIUM, "10", "30", 100_000, 0.95, Capability.values());
        world.model(SMALL, "0.1", "0.4", 16_000, 0.65, Capability.STREAMING);
        world.model(EURO, "1", "3", 32_000, 0.80, Capability.STREAMING, Capability.TOOLS);
        world.model(BOTH, "2", "8", 1_000_000, 0.90, Capability.STREAMING, Capability.TOOLS, Capability.VISION);
        return world;
    }

    PolicyFixture provider(String id, List<String> regions, boolean zeroRetention, String... dataClasses) {
        ProviderId provider = new ProviderId(id);
        providers.put(
                provider,
                ProviderConfig.at(provider, "openai", URI.create("http://127.0.0.1:1"))
                        .regions(regions)
                        .zeroRetention(zeroRetention)
                        .maxConcurrency(8)
                        .lookAhead(8)
                        .dataClasses(List.of(dataClasses))
                        .build());
        return this;
    }

    PolicyFixture model(
            Target target, String input, String output, int window, double quality, Capability... capabilities) {
        return model(
                target,
                new Price(new BigDecimal(input), new BigDecimal(output), null, null),
                window,
                quality,
                capabilities);
    }

    PolicyFixture model(Target target, @Nullable Price price, int window, double quality, Capability... capabilities) {
        models.add(new ModelSpec(
                target, price, window, window / 4, Set.of(capabilities), quality, Map.of(), "for this test"));
        return this;
    }

    PolicyFixture route(Strategy strategy) {
        return route(strategy, null, null, false);
    }

    PolicyFixture route(Strategy strategy, @Nullable Double minQuality, @Nullable String fallback, boolean substitute) {
        return route(new RouteConfig("default", RouteMatch.ALL, strategy, minQuality, fallback, substitute));
    }

    PolicyFixture route(RouteConfig route) {
        routes.add(route);
        return this;
    }

    PolicyFixture ceiling(String usd, CeilingConfig.Over over) {
        ceilings.add(new CeilingConfig(RouteMatch.ALL, new BigDecimal(usd), over));
        return this;
    }

    PolicyFixture group(String name, Set<Task> tasks, Target... members) {
        groups.put(name, new FallbackGroup(name, List.of(members), tasks, "exp-1"));
        return this;
    }

    RouterConfig config() {
        return new RouterConfig(
                "v1", providers, new ModelCatalogue(models), aliases, groups, routes, ceilings, retries);
    }

    RouteDecision decide(ClassifiedPrompt prompt) {
        return CostAwarePolicy.of(config()).decide(prompt, T0);
    }

    static PromptRequest request() {
        return request(PromptBody.ofUser("hello"));
    }

    static PromptRequest request(PromptContent body) {
        return PromptRequest.of(new RequestId("r-1"), T0, body);
    }

    static ClassifiedPrompt prompt(PromptRequest request, AttemptSummary... attempts) {
        return prompt(request, 1_000, 0.5, attempts);
    }

    static ClassifiedPrompt prompt(PromptRequest request, int tokens, double complexity, AttemptSummary... attempts) {
        Classification classification =
                new Classification("test", Task.CHAT, 1, "general", "en", tokens, complexity, Map.of(), Map.of(), 1);
        return new ClassifiedPrompt(request, classification, List.of(attempts), T0.plusSeconds(600), "");
    }

    static AttemptSummary failed(Target target, FailureKind kind) {
        return new AttemptSummary(1, "a-1", target, kind, "no", null, 1_500L, T0, 10, null);
    }
}
