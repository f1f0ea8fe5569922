package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PriceFactorTest {
    private static final Target SMALL = Target.of("mistral", "mistral-small-latest");
    private static final BigDecimal MORE = new BigDecimal("1.1");

    @Test
    void shouldBillAnAddressByWhatItTakesOfTheListPrices() {
        // When
        ModelCatalogue models = read("""
                models:
                  mistral/mistral-large-latest: { price: { input: 2, output: 6 } }
                  mistral/ours: { like: mistral/mistral-small-latest }
                  openai/tuned: { like: mistral/mistral-small-latest }
                """);
        // Then
        Price listed = price(CatalogueReader.builtIn(), SMALL);
        Price billed = price(models, SMALL);
        assertThat(billed.input()).isEqualByComparingTo(listed.input().multiply(MORE));
        assertThat(billed.output()).isEqualByComparingTo(listed.output().multiply(MORE));
        assertThat(price(models, Target.of("mistral", "ours"))).isEqualTo(billed);
        assertThat(price(models, Target.of("openai", "tuned")))
                .as("at another address")
                .isEqualTo(listed);
        assertThat(price(models, Target.of("mistral", "mistral-large-latest")).input())
                .as("what the file says is what is billed")
                .isEqualByComparingTo("2");
    }

    @Test
    void shouldRefuseAFactorThatIsNone() {
        assertThat(new ConfigLoader(Map.of(), Map.of())
                        .read("providers: { openai: { dialect: openai, price-factor: 0 } }")
                        .problems())
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith("providers.openai.price-factor: must be a decimal above 0")
                        .endsWith("(got 0)"));
    }

    private static Price price(ModelCatalogue models, Target target) {
        return Objects.requireNonNull(models.find(target).orElseThrow().price());
    }

    private static ModelCatalogue read(String models) {
        return new ConfigLoader(Map.of(), Map.of())
                .read("""
                        providers:
                          mistral: { dialect: openai, base-url: https://api.eu.mistral.ai/v1, price-factor: 1.1 }
                          openai: { dialect: openai }
                        routes: [ { name: all, strategy: cheapest-capable } ]
                        """ + models)
                .orThrow()
                .router()
                .catalogue();
    }
}
