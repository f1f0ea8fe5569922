package io.promptyard.router.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.fixture.Configs;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CataloguePriorsTest {
    private final RouterConfig config = Configs.config();

    @Test
    void shouldHaveTheModelsOfConfiguredProvidersAlone() {
        // Given
        var openai = new TreeMap<>(Map.of(Configs.OPENAI, config.providers().get(Configs.OPENAI)));
        // Then
        assertThat(new CataloguePriors(config).targets())
                .containsExactly(Configs.CLAUDE.toString(), Configs.GPT.toString(), Configs.UNPRICED.toString());
        assertThat(new CataloguePriors(config.withProviders(openai)).targets())
                .containsExactly(Configs.GPT.toString(), Configs.UNPRICED.toString());
    }

    @Test
    void shouldSayWhatThePolicyExpectsWhenNothingWasPredicted() {
        // Given
        CataloguePriors priors = new CataloguePriors(config);
        CatalogueQuality expected = new CatalogueQuality(config.catalogue());
        // Then
        for (int target = 0; target < priors.targets().size(); target++) {
            for (double complexity : new double[] {0, 0.3, 0.5, 1}) {
                Classification said =
                        new Classification("c", Task.CODE, 1, "", "en", 7, complexity, Map.of(), Map.of(), 3);
                assertThat(priors.of(target, Task.CODE, complexity))
                        .isEqualTo(expected.of(Target.parse(priors.targets().get(target)), said));
            }
        }
    }
}
