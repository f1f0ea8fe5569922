package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Target;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsSectionTest {

    @Test
    void shouldCorrectAPriceWithoutLettingTheModelBePicked() {
        // When
        ModelSpec model = model("{ price: { input: 9, output: 9.5, reasoning: 7 }, retires: 2027-02-01 }");
        // Then
        Price price = model.price();
        assertThat(price).isNotNull();
        assertThat(price.reasoning()).isEqualByComparingTo("7");
        assertThat(model.facts().sources()).containsEntry("price", List.of("configuration"));
        assertThat(model.facts().retires()).isEqualTo(LocalDate.of(2027, 2, 1));
        assertThat(model.facts().auto()).isFalse();
        assertThat(model.facts().ruled()).isTrue();
    }

    @Test
    void shouldLetAModelBePickedWhenSomebodyStandsForItsQuality() {
        // When
        ModelSpec model = model("{ quality: 0.8 }");
        // Then
        assertThat(model.facts().auto()).isTrue();
        assertThat(model.facts().ruled()).isFalse();
    }

    @Test
    void shouldLetAModelBePickedOrNotAsIsSaid() {
        // Then
        assertThat(model("{ auto: true }").facts().auto()).isTrue();
        assertThat(model("{ quality: 0.8, auto: false }").facts().auto()).isFalse();
    }

    @Test
    void shouldNameWhatIsNoDate() {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL + "models: { openai/gpt-6-sol: { retires: soon } }");
        // Then
        assertThat(problems)
                .containsExactly("models.openai/gpt-6-sol.retires: must be a date like 2026-01-31 (got \"soon\")");
    }

    @Test
    void shouldTakeAModelForEmbeddings() {
        // When
        ModelSpec model = model("{ kind: embedding }");
        var problems = ConfigFile.problems(ConfigFile.SMALL + "models: { openai/gpt-6-sol: { kind: sound } }");
        // Then
        assertThat(model.chats()).isFalse();
        assertThat(problems).containsExactly("models.openai/gpt-6-sol.kind: must be chat or embedding (got \"sound\")");
    }

    private static ModelSpec model(String overrides) {
        String yaml = ConfigFile.SMALL + "models: { openai/gpt-6-sol: " + overrides + " }";
        return ConfigFile.read(yaml)
                .orThrow()
                .router()
                .catalogue()
                .find(Target.of("openai", "gpt-6-sol"))
                .orElseThrow();
    }
}
