package io.promptyard.connector.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.ModelFacts.Confidence;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every figure of the built-in catalogue must satisfy. */
class BuiltInCatalogueTest {
    private static final BigDecimal DEAREST = new BigDecimal("200");
    private static final int LARGEST_WINDOW = 10_000_000;

    private final List<ModelSpec> models = CatalogueReader.builtIn().all();

    @Test
    void shouldHoldTwoHundredModelsOfFifteenProviders() {
        // When
        Set<String> providers =
                models.stream().map(model -> model.target().provider().value()).collect(Collectors.toSet());
        // Then
        assertThat(models).hasSizeGreaterThanOrEqualTo(200);
        assertThat(providers).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void shouldHaveEveryPriceInOrderAndInRange() {
        // Then
        assertThat(models).allSatisfy(model -> {
            Price price = model.price();
            assertThat(price).isNotNull();
            assertThat(price.input()).isPositive().isLessThan(DEAREST);
            assertThat(price.output()).isLessThan(DEAREST);
            if (model.chats()) {
                assertThat(price.output()).isGreaterThanOrEqualTo(price.input());
            } else {
                assertThat(price.output()).isZero();
            }
            if (price.cachedInput() != null) {
                assertThat(price.cachedInput()).isPositive().isLessThanOrEqualTo(price.input());
            }
            if (price.cacheWrite() != null) {
                assertThat(price.cacheWrite())
                        .isBetween(price.input(), price.input().multiply(BigDecimal.TWO));
            }
            if (price.cacheWriteHour() != null) {
                assertThat(price.cacheWriteHour())
                        .isEqualByComparingTo(price.input().multiply(BigDecimal.TWO));
            }
            if (price.reasoning() != null) {
                assertThat(price.reasoning()).isPositive();
            }
        });
    }

    @Test
    void shouldHaveWindowsAndLimitsInRange() {
        // Then
        assertThat(models).allSatisfy(model -> {
            assertThat(model.contextWindow()).isBetween(512, LARGEST_WINDOW);
            if (model.maxOutput() != null) {
                assertThat(model.maxOutput()).isBetween(1_000, model.contextWindow());
            }
        });
    }

    @Test
    void shouldSayOfEveryChatModelWhatItCanDo() {
        // Then
        assertThat(models.stream().filter(ModelSpec::chats)).allSatisfy(model -> {
            assertThat(model.capabilities()).contains(Capability.STREAMING);
            assertThat(model.defaultQuality()).isBetween(0.4, 1.0);
            assertThat(model.facts().sources()).containsKeys("price", "limits", "capabilities");
        });
    }

    @Test
    void shouldConfirmAPriceOnlyByTwoSources() {
        // When
        List<ModelSpec> confirmed = models.stream()
                .filter(model -> model.facts().confidence() == Confidence.CONFIRMED)
                .toList();
        // Then
        assertThat(confirmed)
                .allSatisfy(model ->
                        assertThat(model.facts().sources().get("price")).hasSizeGreaterThanOrEqualTo(2));
        assertThat(confirmed.size() * 3).as("at least a third of all").isGreaterThanOrEqualTo(models.size());
    }

    @Test
    void shouldSayWhatTheOtherFigureIsWhereSourcesDisagree() {
        // Then
        assertThat(models.stream().filter(model -> model.facts().confidence() == Confidence.DISPUTED))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.facts().notes()).contains(" says "));
    }

    @Test
    void shouldDateEveryRetirementWithASource() {
        // Then
        assertThat(models.stream().filter(model -> model.facts().retires() != null))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.facts().sources()).containsKey("retires"));
    }

    @Test
    void shouldPickNoModelByItselfOfWhichOnlyARuleSpeaks() {
        // Then
        assertThat(models.stream().filter(ModelSpec::chats))
                .allSatisfy(model -> assertThat(model.facts().auto())
                        .isEqualTo(!model.facts().ruled()));
    }

    @Test
    void shouldPriceReasoningApartWhereTheListDoes() {
        // Given
        CostCalculator calculator = new CostCalculator(CatalogueReader.builtIn());
        TokenUsage usage = new TokenUsage(1_000, 500, 1_500, 0, 0, 400, "{}");
        // When
        var cost = calculator.cost(Target.of("perplexity", "sonar-deep-research"), usage);
        // Then
        assertThat(cost.orElseThrow()).isEqualByComparingTo("0.004");
    }

    @Test
    void shouldPriceReadingAndWritingTheCacheApart() {
        // Given
        CostCalculator calculator = new CostCalculator(CatalogueReader.builtIn());
        TokenUsage usage = new TokenUsage(10_000, 100, 10_100, 6_000, 3_000, 50, "{}");
        // When
        var cost = calculator.cost(Target.of("anthropic", "claude-opus-5-5"), usage);
        // Then
        assertThat(cost.orElseThrow()).isEqualByComparingTo("0.0222");
    }

    @Test
    void shouldBeCountedInItsReferencePage() throws IOException {
        // Given
        String page = Files.readString(Path.of("../docs/reference/catalogue.md"));
        // When
        String counts = models.size() + " models of "
                + models.stream()
                        .map(model -> model.target().provider())
                        .distinct()
                        .count() + " providers, "
                + models.stream().filter(model -> !model.chats()).count()
                + " of them for embeddings; price confirmed by two sources: " + with(Confidence.CONFIRMED)
                + ", by one: " + with(Confidence.SINGLE) + ", disputed: " + with(Confidence.DISPUTED) + ".";
        // Then
        assertThat(page).contains(counts);
    }

    private long with(Confidence confidence) {
        return models.stream()
                .filter(model -> model.facts().confidence() == confidence)
                .count();
    }
}
