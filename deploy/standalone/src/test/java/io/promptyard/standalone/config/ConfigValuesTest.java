package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValuesTest {

    @Property(tries = 200)
    void shouldReadDurationsInEveryUnit(@ForAll @IntRange(max = 1_000_000) int amount) {
        // When
        var read = Values.duration(amount + "ms");
        // Then
        assertThat(read).contains(Duration.ofMillis(amount));
        assertThat(Values.duration(amount + "s")).contains(Duration.ofSeconds(amount));
        assertThat(Values.duration(amount + "m")).contains(Duration.ofMinutes(amount));
        assertThat(Values.duration(amount + "h")).contains(Duration.ofHours(amount));
        assertThat(Values.duration(amount + "d")).contains(Duration.ofDays(amount));
    }

    @Property(tries = 200)
    void shouldReadDecimalsExactly(@ForAll @BigRange(min = "0", max = "100000") @Scale(12) BigDecimal value) {
        // When
        var read = Values.decimal(value.toPlainString());
        // Then
        assertThat(read).contains(value);
    }

    @Property(tries = 500)
    void shouldNeverThrowOnAnyText(@ForAll String text) {
        // When
        var read = Stream.of(Values.duration(text), Values.decimal(text), Values.size(text), Values.whole(text));
        // Then
        assertThat(read).doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "ms", "-1s", "1.5s", "10 s", "1e3s", "99999999999999s", "10w"})
    void shouldRefuseWhatIsNoDuration(String text) {
        // When
        var read = Values.duration(text);
        // Then
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "0x10", "1.2.3", "", "-", "1,5", "NaN"})
    void shouldRefuseWhatIsNoDecimal(String text) {
        // When
        var read = Values.decimal(text);
        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void shouldTakeValuesFromTheEnvironmentOrTheirDefault() {
        // Given
        String yaml = """
                providers: { a: { dialect: openai, base-url: "http://${HOST}:${PORT:-8000}/v1", api-key: "${KEY:-}" } }
                routes: [ { name: r } ]
                """;
        // When
        LoadedConfig loaded =
                new ConfigLoader(Map.of("HOST", "models"), Map.of()).read(yaml).orThrow();
        // Then
        assertThat(loaded.router().providers().get(new ProviderId("a")).baseUrl())
                .hasToString("http://models:8000/v1");
        assertThat(loaded.keyless()).containsExactly(new ProviderId("a"));
    }

    @Test
    void shouldTellEveryVariableThatIsNotSet() {
        // Given
        String yaml = """
                providers: { a: { dialect: openai, api-key: "${A_KEY}" }, b: { dialect: openai, api-key: "${B_KEY}" } }
                routes: [ { name: r } ]
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactly(
                        "providers.a.api-key: environment variable must be set (got ${A_KEY})",
                        "providers.b.api-key: environment variable must be set (got ${B_KEY})");
    }

    @Test
    void shouldNeverPrintWhatCameOutOfTheEnvironment() {
        // Given
        String yaml = """
                providers: { a: { dialect: openai, base-url: "${SECRET}", max-concurrency: "${SECRET}" } }
                routes: [ { name: r } ]
                """;
        // When
        var problems = ConfigFile.problems(yaml, Map.of("SECRET", "sk-hidden"));
        // Then
        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem).doesNotContain("sk-hidden").contains("${SECRET}"));
    }

    @Test
    void shouldLetFlagsWinOverTheEnvironmentAndTheEnvironmentOverTheFile() {
        // Given
        String yaml = ConfigFile.SMALL + "gateway: { port: 1, host: file }\nmanagement: { port: 1 }\n";
        Map<String, String> environment = Map.of("PROMPTYARD_GATEWAY_PORT", "2", "PROMPTYARD_MANAGEMENT_PORT", "2");
        // When
        LoadedConfig loaded = new ConfigLoader(environment, Map.of("management.port", "3"))
                .read(yaml)
                .orThrow();
        // Then
        assertThat(loaded.kafka().port()).isEqualTo(9092);
        assertThat(loaded.gateway().host()).isEqualTo("file");
        assertThat(loaded.gateway().port()).isEqualTo(2);
        assertThat(loaded.management().port()).isEqualTo(3);
    }
}
