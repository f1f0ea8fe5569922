package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.OnRestart;
import io.promptyard.router.config.RetryConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {

    @Test
    void shouldReadTheWholeExampleAndHaveAllOfItBuilt() {
        // When
        ConfigReading reading = new ConfigLoader(ConfigFile.KEYS, Map.of()).read(ConfigFile.text("whole-example.yaml"));
        // Then
        assertThat(reading.errors()).isEmpty();
        assertThat(reading.notBuilt()).isEmpty();
        assertThat(reading.orThrow()).isEqualTo(reading.config().orElseThrow());
    }

    @Test
    void shouldTypeEverySectionOfTheExample() {
        // When
        LoadedConfig loaded = new ConfigLoader(ConfigFile.KEYS, Map.of())
                .read(ConfigFile.text("whole-example.yaml"))
                .config()
                .orElseThrow();
        // Then
        RouterConfig router = loaded.router();
        ProviderConfig openai = router.providers().get(new ProviderId("openai"));
        assertThat(openai.apiKey()).isEqualTo(new Secret("sk-openai"));
        assertThat(openai.limits().tokensPerMinute()).isEqualTo(2_000_000L);
        assertThat(openai.regions()).containsExactly("us");
        assertThat(router.providers().get(new ProviderId("mistral")).zeroRetention())
                .isTrue();
        assertThat(router.providers().get(new ProviderId("anthropic")).baseUrl())
                .isEqualTo(URI.create("https://api.anthropic.com"));
        ModelSpec preview =
                router.catalogue().find(Target.parse("openai/gpt-4.5-preview")).orElseThrow();
        assertThat(preview.price().output()).isEqualByComparingTo("150");
        assertThat(preview.contextWindow()).isEqualTo(128_000);
        assertThat(router.aliases()).containsEntry("smart", Target.parse("anthropic/claude-sonnet-4"));
        assertThat(router.groups().get("support").evidence().getFirst().tasks())
                .containsExactlyInAnyOrder(Task.CHAT, Task.SUMMARIZATION);
        assertThat(router.routes())
                .extracting(route -> route.name())
                .containsExactly("code-and-law", "support", "chatbot", "nightly", "default");
        assertThat(router.routes().get(0).match().tasks()).containsExactlyInAnyOrder(Task.CODE, Task.LEGAL);
        assertThat(router.routes().get(1).minQuality()).isEqualTo(0.7);
        assertThat(router.routes().get(1).fallback()).isEqualTo("support");
        assertThat(router.routes().get(2).match().tags()).containsEntry("latency", "realtime");
        assertThat(router.routes().get(3).strategy()).isInstanceOf(Strategy.Split.class);
        assertThat(router.routes().get(4).match()).isEqualTo(RouteMatch.ALL);
        assertThat(router.ceilings().getFirst().perRequestUsd()).isEqualByComparingTo("0.02");
        assertThat(router.retries()).isEqualTo(RetryConfig.DEFAULTS);
        assertThat(loaded.lanes())
                .containsEntry("default", new LaneSection(Delivery.AT_LEAST_ONCE, OnRestart.RETRY))
                .containsEntry("batch", new LaneSection(Delivery.EXACTLY_ONCE, OnRestart.RETRY));
    }

    @Test
    void shouldNameAllFiveMistakesOfAFileAndNoKey() {
        // When
        var problems = ConfigFile.problems(ConfigFile.text("five-mistakes.yaml"));
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "providers.openai.max-concurency: unknown key, the nearest known is max-concurrency (got max-concurency)",
                        "providers.mistral.base-url: must be an http or https URL (got \"ftp://mistral\")",
                        "routes[0].match.task[0]: must be a known task, the nearest known is code (got \"coding\")",
                        "routes[1].strategy.priority[0]: unknown provider, the nearest known is openai (got opnai/gpt-4o)",
                        "retries.deadline: must be a duration above 0 such as 200ms, 120s or 10m, default 10m (got \"10x\")");
        assertThat(String.join("\n", problems)).doesNotContain("sk-secret");
    }

    @Test
    void shouldReadEveryOtherKey() {
        // Given
        String yaml = """
                providers:
                  sim: { dialect: simulated, simulated-dialect: anthropic, timeouts: { connect: 1s, first-token: 2s, idle: 3s, total: 4s } }
                  own: { dialect: openai, base-url: "http://127.0.0.1:8000/v1" }
                models:
                  own/llama: { context-window: 8192, capabilities: [tools], quality: 0.7 }
                  own/tuned: { like: openai/gpt-4o, max-output: 99, quality: { code: 0.99 } }
                  sim/x: { like: anthropic/claude-haiku-4-5, price: { input: 0, output: 1.5 } }
                routes:
                  - name: one
                    match: { endpoint: a, tenant: [b, c], language: de, model: "gpt-*", complexity: { min: 0.1, max: 0.9 }, tokens: { min: 1, max: 2 } }
                    strategy: { priority: [own/llama, sim/x] }
                    substitute: true
                  - { name: two, strategy: { weighted: { own/tuned: 3, own/llama: 1 } } }
                retries: { max-attempts: 2, max-attempts-per-target: 1, backoff: { initial: 1ms, max: 2ms, jitter: none }, request-timeout: 1m, deadline: 1h }
                gateway: { host: 127.0.0.2, port: 0, api-keys: [k1, k2], max-body: 1MB }
                kafka: { bootstrap: "b:9092", registry: "http://r:8081", topic-prefix: "x.", properties: { sasl.jaas.config: hidden } }
                management: { port: 1 }
                """;
        // When
        LoadedConfig loaded = ConfigFile.read(yaml).orThrow();
        // Then
        RouterConfig router = loaded.router();
        ProviderConfig simulated = router.providers().get(new ProviderId("sim"));
        assertThat(simulated.dialect()).isEqualTo("anthropic");
        assertThat(simulated.timeouts().total()).isEqualTo(Duration.ofSeconds(4));
        assertThat(loaded.simulated()).containsExactly(new ProviderId("sim"));
        assertThat(router.providers().get(new ProviderId("own")).timeouts().total())
                .isEqualTo(Duration.ofMinutes(1));
        ModelSpec llama = router.catalogue().find(Target.parse("own/llama")).orElseThrow();
        assertThat(llama.price()).isNull();
        assertThat(llama.quality(Task.CODE)).isEqualTo(0.7);
        ModelSpec tuned = router.catalogue().find(Target.parse("own/tuned")).orElseThrow();
        assertThat(tuned.contextWindow()).isEqualTo(128_000);
        assertThat(tuned.maxOutput()).isEqualTo(99);
        assertThat(tuned.quality(Task.CODE)).isEqualTo(0.99);
        RouteMatch match = router.routes().getFirst().match();
        assertThat(match.tenants()).containsExactlyInAnyOrder("b", "c");
        assertThat(match.models()).containsExactly("gpt-*");
        assertThat(match.maxTokens()).isEqualTo(2);
        assertThat(router.routes().getLast().strategy())
                .isEqualTo(new Strategy.Weighted(Map.of(Target.parse("own/tuned"), 3, Target.parse("own/llama"), 1)));
        assertThat(router.retries().jitter()).isFalse();
        assertThat(loaded.gateway().maxBodyBytes()).isEqualTo(1 << 20);
        assertThat(loaded.kafka().properties()).containsEntry("sasl.jaas.config", "hidden");
        assertThat(loaded.management().port()).isEqualTo(1);
        assertThat(loaded.toString()).doesNotContain("k1").doesNotContain("hidden");
    }

    @Test
    void shouldRunWithTheBuiltInConfigurationWithoutAnyKey() {
        // When
        LoadedConfig loaded = new ConfigLoader(Map.of("OPENAI_API_KEY", "sk-x"), Map.of())
                .readBuiltIn()
                .orThrow();
        // Then
        assertThat(loaded.router().providers()).hasSize(6);
        assertThat(loaded.keyless())
                .extracting(ProviderId::value)
                .containsExactly("anthropic", "deepseek", "gemini", "mistral", "qwen");
        assertThat(loaded.simulated()).isEmpty();
    }

    @Test
    void shouldNameAConfigurationByItsContent() {
        // When
        String first = ConfigFile.read(ConfigFile.SMALL).orThrow().version();
        String same = ConfigFile.read(ConfigFile.SMALL).orThrow().version();
        String remarked =
                ConfigFile.read(ConfigFile.SMALL + "# a remark\n").orThrow().version();
        String elsewhere = ConfigFile.read(ConfigFile.SMALL + "gateway: { port: 9999 }\n")
                .orThrow()
                .version();
        String other = ConfigFile.read(ConfigFile.SMALL + "retries: { max-attempts: 2 }\n")
                .orThrow()
                .version();
        // Then
        assertThat(first)
                .isEqualTo(same)
                .isEqualTo(remarked)
                .isEqualTo(elsewhere)
                .isNotEqualTo(other)
                .hasSize(12);
    }
}
