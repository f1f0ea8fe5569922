package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.published.LiveConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration comes into force between two records, in the router's own graph. */
class LiveConfigTopologyTest {
    @TempDir
    private Path state;

    @Test
    void shouldDecideEachPromptByOneConfigurationAndNameIt() {
        // Given
        LiveConfig live = new LiveConfig(to("before", GPT));
        Supplier<RoutingPolicy> policies = live.each(CostAwarePolicy::of);
        try (RouterFixture router = RouterFixture.deciding(state, RoutingPolicy.following(policies))) {
            // When
            router.send(Prompts.prompt("a"));
            live.use(to("after", CLAUDE));
            router.send(Prompts.prompt("b"));
            // Then
            List<RoutingDecision> decisions =
                    router.decisions().stream().map(TestRecord::value).toList();
            assertThat(decisions).extracting(RoutingDecision::configVersion).containsExactly("before", "after");
            assertThat(decisions).extracting(RoutingDecision::target).containsExactly(GPT, CLAUDE);
            assertThat(router.dispatches(Configs.OPENAI))
                    .singleElement()
                    .satisfies(each -> assertThat(each.value().configVersion()).isEqualTo("before"));
            assertThat(router.dispatches(Configs.ANTHROPIC))
                    .singleElement()
                    .satisfies(each -> assertThat(each.value().configVersion()).isEqualTo("after"));
        }
    }

    @Test
    void shouldDecideWhollyByTheOldOneWhenItSwitchesInTheMidstOfADecision() {
        // Given
        LiveConfig live = new LiveConfig(to("before", GPT));
        Supplier<RoutingPolicy> policies = live.each(CostAwarePolicy::of);
        RoutingPolicy switching = RoutingPolicy.following(() -> {
            RoutingPolicy looked = policies.get();
            live.use(to("after", CLAUDE));
            return looked;
        });
        try (RouterFixture router = RouterFixture.deciding(state, switching)) {
            // When
            router.send(Prompts.prompt("a"));
            router.send(Prompts.prompt("b"));
            // Then
            assertThat(router.decisions().stream().map(TestRecord::value))
                    .extracting(decision -> decision.configVersion() + " " + decision.target())
                    .containsExactly("before " + GPT, "after " + CLAUDE);
        }
    }

    private static RouterConfig to(String version, Target target) {
        RouterConfig base = Configs.config();
        return new RouterConfig(
                version,
                base.providers(),
                base.catalogue(),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig(
                        version, RouteMatch.ALL, new Strategy.Priority(List.of(target)), null, null, false)),
                List.of(),
                base.retries());
    }
}
