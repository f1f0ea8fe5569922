package io.promptyard.connector.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.TokenUsage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueReaderTest {

    @Test
    void shouldHoldPricedModelsOfManyProviders() {
        // When
        ModelCatalogue catalogue = CatalogueReader.builtIn();
        // Then
        assertThat(catalogue.all().stream()
                        .map(model -> model.target().provider().value())
                        .collect(Collectors.toSet()))
                .contains("openai", "anthropic", "gemini", "mistral", "deepseek", "qwen");
        assertThat(catalogue.all()).allSatisfy(model -> {
            assertThat(model.price()).isNotNull();
            assertThat(model.source()).contains("as of 20");
        });
    }

    @Test
    void shouldCostWhatThePriceListSays() {
        // Given
        CostCalculator calculator = new CostCalculator(CatalogueReader.builtIn());
        TokenUsage usage = new TokenUsage(1_000, 500, 1_500, 200, 0, 0, "{}");
        // When
        var cost = calculator.cost(Target.of("openai", "gpt-4o"), usage);
        // Then
        assertThat(cost.orElseThrow()).isEqualByComparingTo("0.00725");
    }

    @Test
    void shouldTellWhatIsWrongWithTheFactsOfAModel() {
        // Given
        String file = """
                {"models": [{"target": "a/b", "kind": "song", "context-window": 10, "capabilities": [], "quality": "huge",
                  "modalities": {"input": ["smell"]}, "retires": "soon", "confidence": "blind",
                  "sources": {"price": ["hearsay"]}}]}""";
        // When
        var thrown = catchThrowableOfType(InvalidCatalogueException.class, () -> CatalogueReader.read(file));
        // Then
        assertThat(thrown.problems())
                .containsExactlyInAnyOrder(
                        "models[0].kind: must be one of chat, embedding (got \"song\")",
                        "models[0].modalities.input: must be text, image, audio, file or video (got smell)",
                        "models[0].retires: must be a date like 2026-01-31 (got \"soon\")",
                        "models[0].confidence: must be one of confirmed, single, disputed (got \"blind\")",
                        "models[0].quality: must be figures by task or a class of the index (got huge)",
                        "models[0].sources.price: must be known sources (got \"hearsay\")");
    }

    @Test
    void shouldTellEveryProblemAtOnce() {
        // Given
        String file = """
                {"modles": [], "models": [
                  {"target": "nobody", "context-window": 0, "max-output": 1, "quality": {"default": 2, "maths": 0.5},
                   "price": {"input": 1.5, "output": "-1"}, "capabilities": ["telepathy"], "source": "", "as-of": "2025-10"},
                  {"target": "a/b", "context-window": 10, "max-output": 1, "quality": {"default": 0.5}, "source": "x", "as-of": "y"},
                  {"target": "a/b", "context-window": 10, "max-output": 1, "quality": {"default": 0.5}, "source": "x", "as-of": "y"}
                ]}""";
        // When
        var thrown = catchThrowableOfType(InvalidCatalogueException.class, () -> CatalogueReader.read(file));
        // Then
        assertThat(thrown.problems())
                .containsExactlyInAnyOrder(
                        "modles: unknown key (got modles)",
                        "models[0].target: must be provider/model (got \"nobody\")",
                        "models[0].context-window: must be a whole number of at least 1 (got 0)",
                        "models[0].price.input: must be a decimal of at least 0, as text (got 1.5)",
                        "models[0].price.output: must be a decimal of at least 0, as text (got \"-1\")",
                        "models[0].capabilities: must be known capabilities (got \"telepathy\")",
                        "models[0].quality.maths: must be a task or default (got maths)",
                        "models[0].quality.default: must be a number from 0 to 1 (got 2)",
                        "models[0].source: must not be blank (got \"\")",
                        "models[2].target: must not stand twice (got a/b)");
    }

    @Test
    void shouldKnowAPriorPerTask() {
        // Given
        ModelCatalogue catalogue = CatalogueReader.builtIn();
        // When
        ModelSpec small =
                catalogue.find(Target.of("mistral", "ministral-3b-latest")).orElseThrow();
        ModelSpec large = catalogue.find(Target.of("openai", "gpt-5")).orElseThrow();
        // Then
        for (Task task : Task.values()) {
            assertThat(small.quality(task)).isLessThan(large.quality(task));
        }
    }
}
