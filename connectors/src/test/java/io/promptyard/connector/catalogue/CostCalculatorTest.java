package io.promptyard.connector.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostCalculatorTest {
    private static final Target TARGET = Target.of("anthropic", "claude-sonnet-5");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cache_creation\":{\"ephemeral_5m_input_tokens\":1000,\"ephemeral_1h_input_tokens\":2000}}",
                "{\"cacheDetails\":[{\"ttl\":\"5m\",\"inputTokens\":1000},{\"ttl\":\"1h\",\"inputTokens\":2000}]}"
            })
    void shouldPriceApartWhatStaysInTheCacheForAnHour(String extra) {
        // Given
        TokenUsage usage = new TokenUsage(10_000, 0, 10_000, 6_000, 3_000, 0, extra);

        // When
        Optional<BigDecimal> cost = new CostCalculator(CatalogueReader.builtIn()).cost(TARGET, usage);

        // Then: a thousand at 2.00, six at 0.20, one at 2.50 and two at 4.00
        assertThat(cost.orElseThrow()).isEqualByComparingTo("0.0137");
    }

    @Test
    void shouldSayNothingWhenTheHourHasNoPrice() {
        // Given
        TokenUsage usage =
                new TokenUsage(100, 0, 100, 0, 50, 0, "{\"cache_creation\":{\"ephemeral_1h_input_tokens\":50}}");

        // Then
        assertThat(priced("1.25").cost(TARGET, usage)).isEmpty();
        assertThat(priced(null).cost(TARGET, usage).orElseThrow()).isEqualByComparingTo("0.0001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"server_tool_use\":{\"web_search_requests\":3}}",
                "{\"num_sources_used\":2}",
                "{\"service_tier\":\"priority\"}",
                "{\"speed\":\"fast\"}",
                "{\"prompt_tokens_details\":{\"audio_tokens\":5}}",
                "{\"completion_tokens_details\":{\"audio_tokens\":5}}",
                "{\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":5},{\"modality\":\"AUDIO\",\"tokenCount\":5}]}",
                "{\"candidatesTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":5}]}",
                "{\"inference_geo\":\"us\"}"
            })
    void shouldSayNothingWhenSomethingIsBilledThatHasNoPrice(String extra) {
        // Given
        TokenUsage usage = new TokenUsage(100, 10, 110, 0, 0, 0, extra);

        // Then
        assertThat(priced(null).cost(TARGET, usage)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"server_tool_use\":{\"web_search_requests\":0,\"web_fetch_requests\":2}}",
                "{\"service_tier\":\"standard\",\"inference_geo\":\"global\"}",
                "{\"num_sources_used\":0,\"own\":[1]}",
                "{\"prompt_tokens_details\":{\"audio_tokens\":0}}",
                "{\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":5},{\"modality\":\"AUDIO\",\"tokenCount\":0}]}",
                "{\"server_tool_use\":null,\"service_tier\":null}"
            })
    void shouldPriceTokensWhenNothingElseIsBilled(String extra) {
        // Given
        TokenUsage usage = new TokenUsage(100, 10, 110, 0, 0, 0, extra);

        // Then
        assertThat(priced(null).cost(TARGET, usage).orElseThrow()).isEqualByComparingTo("0.00012");
    }

    private static CostCalculator priced(@Nullable String cacheWrite) {
        Price price =
                new Price(BigDecimal.ONE, BigDecimal.TWO, null, cacheWrite == null ? null : new BigDecimal(cacheWrite));
        return new CostCalculator(new ModelCatalogue(
                List.of(new ModelSpec(TARGET, price, 1_000, null, Set.of(), 0.5, Map.of(), "a test"))));
    }
}
