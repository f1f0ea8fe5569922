package io.promptyard.connector.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.PromptContent.PromptBody;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicModelsTest {

    static Stream<ModelSpec> catalogue() {
        return CatalogueReader.builtIn().all().stream()
                .filter(spec -> spec.target().provider().value().equals("anthropic"));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void shouldAskForTheModelsLargestOutputWhenTheClientSetsNoLimit(ModelSpec spec) throws Exception {
        // When
        JsonNode request =
                new AnthropicRequestMapper().write(Prompts.dispatch(spec.target(), PromptBody.ofUser("Hello"), false));

        // Then
        assertThat(request.path("max_tokens").intValue()).isEqualTo(spec.maxOutput());
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void shouldAskForWhatFitsTheModelsWindowWhenThePromptIsLong(ModelSpec spec) {
        // Given
        int half = spec.contextWindow() / 2;

        // Then
        assertThat(AnthropicModels.maxTokens(spec.target().model().value(), half))
                .isEqualTo((int) Math.min(spec.maxOutput(), spec.contextWindow() - half * 5L / 4));
        assertThat(AnthropicModels.maxTokens(spec.target().model().value(), spec.contextWindow()))
                .isEqualTo(AnthropicModels.DEFAULT_MAX_TOKENS);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5-20250929, 64000",
        "claude-opus-5-20260701, 128000",
        "claude-3-5-haiku-20241022, 8192",
        "claude-3-7-sonnet-latest, 64000",
        "claude-opus-4-20250514, 32000",
        "claude-3-5-sonnet-20240620, 4096"
    })
    void shouldKnowAModelByItsDatedName(String model, int limit) {
        // Then
        assertThat(AnthropicModels.maxTokens(model, 10)).isEqualTo(limit);
    }

    @Test
    void shouldAskForWhatEveryModelPermitsWhenItIsNotKnown() {
        // Then
        assertThat(AnthropicModels.maxTokens("claude-7", 10)).isEqualTo(AnthropicModels.DEFAULT_MAX_TOKENS);
    }
}
