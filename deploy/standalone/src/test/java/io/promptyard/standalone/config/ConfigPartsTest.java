package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.published.UnfitConfigException;
import io.promptyard.standalone.config.keys.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of a file is published, what is told of the rest, and how the one is read over the other. */
class ConfigPartsTest {
    private static final String OWN = """
            providers: { openai: { dialect: openai, api-key: "${KEY}" } }
            routes: [ { name: own, min-quality: 0.5 } ]
            learning: { enabled: true, interval: 1m, exploration: 0.1 }
            gateway: { api-keys: [ "written-out-secret", "${CLIENT_KEY:-a-default-secret}" ] }
            kafka: { properties: { sasl.jaas.config: "password=swordfish" } }
            """;
    private static final String OTHER = """
            providers: { openai: { dialect: openai, api-key: "${KEY}" } }
            models: { openai/gpt-4o: { price: { input: 9, output: 9 } } }
            aliases: { smart: openai/gpt-4o }
            routes: [ { name: other, min-quality: "${BAR}" } ]
            learning: { exploration: 0.2, exploration-max-usd: 1 }
            """;
    private static final Map<String, String> ENVIRONMENT = Map.of("KEY", "sk-one", "BAR", "0.7", "CLIENT_KEY", "ck-1");

    @Test
    void shouldPublishPolicyAloneAndVariablesAsTheyAreWritten() {
        // When
        ConfigParts parts = read(OTHER).parts();
        // Then
        assertThat(parts.live())
                .isEqualTo("{\"models\":{\"openai/gpt-4o\":{\"price\":{\"input\":\"9\",\"output\":\"9\"}}},"
                        + "\"aliases\":{\"smart\":\"openai/gpt-4o\"},"
                        + "\"routes\":[{\"name\":\"other\",\"min-quality\":\"${BAR}\"}],"
                        + "\"learning\":{\"exploration\":\"0.2\",\"exploration-max-usd\":\"1\"}}");
        assertThat(parts.restart())
                .containsOnlyKeys(ConfigParts.RESTART)
                .containsEntry("learning", "")
                .containsEntry("gateway", "");
    }

    @Test
    void shouldKnowOfEverySectionWhetherItIsLive() {
        // When
        List<String> known = Stream.concat(ConfigParts.LIVE.stream(), ConfigParts.RESTART.stream())
                .toList();
        // Then: one that is in neither could be changed by a file that is applied, and nobody would hear of it
        assertThat(known).containsExactlyInAnyOrderElementsOf(ConfigKeys.TOP.names());
    }

    @Test
    void shouldKnowOfEveryKeyWhetherASecretMayStandThere() {
        // When
        List<String> secret = ConfigKeys.rows().stream()
                .filter(row -> row.key().takes().contains("a secret"))
                .map(Row::plain)
                .toList();
        // Then: of one that is not among them a digest would tell
        assertThat(secret)
                .hasSizeGreaterThan(3)
                .allMatch(path -> Stream.of(path.split("\\.")).anyMatch(ConfigParts.SECRETS::contains));
    }

    @Test
    void shouldTellNothingOfSecretsNotEvenByADigest() {
        // Given
        String others = OWN.replace("written-out-secret", "another-secret")
                .replace("a-default-secret", "another-default")
                .replace("swordfish", "marlin");
        // When
        ConfigParts parts = read(OWN).parts();
        // Then
        assertThat(read(others).parts()).isEqualTo(parts);
        assertThat(read(OWN.replace("${KEY}", "${KEY2}"), Map.of("KEY2", "x")).parts())
                .isNotEqualTo(parts);
    }

    @Test
    void shouldReadPublishedSectionsOverItsOwnFile() {
        // When
        RouterConfig over = source(ENVIRONMENT).with(read(OTHER).parts().live());
        // Then
        RouterConfig own = read(OWN).router();
        assertThat(over.routes()).singleElement().satisfies(route -> {
            assertThat(route.name()).isEqualTo("other");
            assertThat(route.minQuality()).isEqualTo(0.7);
        });
        assertThat(over.learning().enabled()).isTrue();
        assertThat(over.learning().interval()).isEqualTo(own.learning().interval());
        assertThat(over.learning().exploration()).isEqualTo(0.2);
        assertThat(over.learning().explorationMaxUsd()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(over.aliases()).containsKey("smart");
        assertThat(over.version()).isNotEqualTo(own.version());
    }

    @Test
    void shouldHaveTheVersionOfTheFileWhoseSectionsAreReadOverOneThatIsLikeItElsewhere() {
        // Given
        String file = OTHER + "gateway: { port: 1 }\n";
        // When
        RouterConfig over = new PublishedOverFile(new ConfigLoader(ENVIRONMENT, Map.of()), file, false, read(file))
                .with(read(OTHER).parts().live());
        // Then
        assertThat(over.version()).isEqualTo(read(OTHER).version());
    }

    @Test
    void shouldRefuseWithEveryProblemWhenSectionsDoNotFitThisFile() {
        // Given
        String unfit = "{\"aliases\":{\"a\":\"nobody/x\"},\"routes\":[{\"name\":\"r\",\"min-quality\":\"7\"}]}";
        // When // Then
        assertThatThrownBy(() -> source(ENVIRONMENT).with(unfit))
                .isInstanceOf(UnfitConfigException.class)
                .hasMessage("routes[0].min-quality: must be a number from 0 to 1 (got 7); "
                        + "aliases.a: unknown provider, the only known is openai (got nobody/x)");
    }

    @Test
    void shouldRefuseWhenAVariableOfTheirsIsNotSetHere() {
        // When // Then
        assertThatThrownBy(() ->
                        source(Map.of("KEY", "sk-one")).with(read(OTHER).parts().live()))
                .hasMessageContaining("routes[0].min-quality: environment variable must be set (got ${BAR})");
    }

    private static PublishedOverFile source(Map<String, String> environment) {
        return new PublishedOverFile(new ConfigLoader(environment, Map.of()), OWN, false, read(OWN));
    }

    private static LoadedConfig read(String yaml) {
        return read(yaml, ENVIRONMENT);
    }

    private static LoadedConfig read(String yaml, Map<String, String> environment) {
        return new ConfigLoader(environment, Map.of()).read(yaml).orThrow();
    }
}
