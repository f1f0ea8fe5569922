package io.promptyard.standalone.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.InvalidConfigException;
import io.promptyard.standalone.config.LoadedConfig;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanaryPlanTest {
    private static final String FILE = """
            providers: { openai: { dialect: openai, api-key: "${KEY}" } }
            aliases: { small: openai/gpt-4o-mini, large: openai/gpt-4o }
            routes:
              - { name: code, match: { task: code }, strategy: best-quality }
              - { name: rest, match: {}, strategy: cheapest-capable, min-quality: 0.8 }
            """;

    @Test
    void shouldGiveEachChangedRouteAnArmThatDoesWhatTheCandidateDoes() {
        // Given
        String candidate = FILE.replace("min-quality: 0.8", "min-quality: 0.6, among: [small, large]")
                .replace("best-quality", "{ priority: [small] }");

        // When
        List<RouteConfig> routes = planned(FILE, candidate, "10").router().routes();

        // Then
        assertThat(routes.get(0).strategy()).isEqualTo(new Strategy.BestQuality());
        assertThat(routes.get(0).canary())
                .isEqualTo(new CanaryConfig(
                        "conversation",
                        List.of(new CanaryConfig.Arm("canary", 10, List.of(Target.parse("openai/gpt-4o-mini"))))));
        assertThat(routes.get(1).minQuality()).isEqualTo(0.8);
        CanaryConfig.Arm arm = routes.get(1).canary().arms().getFirst();
        assertThat(arm.strategy()).isEqualTo(new Strategy.CheapestCapable());
        assertThat(arm.minQuality()).isEqualTo(0.6);
        assertThat(arm.among()).hasSize(2);
    }

    @Test
    void shouldLeaveOtherRoutesAsTheyAre() {
        // When
        LoadedConfig planned = planned(FILE, FILE.replace("min-quality: 0.8", "min-quality: 0.5"), "2.5");

        // Then
        assertThat(planned.router().routes().get(0).canary()).isNull();
        assertThat(planned.router().routes().get(1).canary().arms().getFirst().percent())
                .isEqualTo(2.5);
        assertThat(planned.parts().restart()).isEqualTo(read(FILE).parts().restart());
        assertThat(planned.version()).isNotEqualTo(read(FILE).version());
    }

    @Test
    void shouldNameEverythingThatNoArmCanDo() {
        // Given
        String candidate = FILE.replace("task: code", "task: [code, math]")
                        .replace("cheapest-capable, min-quality: 0.8", "{ split: { small: 1, large: 1 } }")
                        .replace("large: openai/gpt-4o }", "large: openai/gpt-4.1 }")
                + "ceilings: [ { match: {}, per-request-usd: 1 } ]\n";

        // When / Then
        assertThatThrownBy(() -> planned(FILE, candidate, "10"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContainingAll(
                        "aliases: differs, and holds for all prompts or for none",
                        "ceilings: differs",
                        "routes[0].match: is nothing that a canary can have of its own",
                        "routes[1].strategy: cannot be tried by a share of the prompts");
    }

    @Test
    void shouldRefuseWhenARouteHasACanaryAlready() {
        // Given
        String live = FILE.replace("min-quality: 0.8", "min-quality: 0.8, canary: { to: small, percent: 5 }");

        // When / Then
        assertThatThrownBy(() -> planned(live, live.replace("0.8", "0.7"), "10"))
                .hasMessageContaining("routes[1].canary: must not be there already");
    }

    @Test
    void shouldRefuseWhenAStrategyHasACeilingOfItsOwn() {
        // Given
        String live = FILE.replace("best-quality", "{ best-quality: { max-cost-usd: 1 } }");

        // When / Then
        assertThatThrownBy(() -> planned(live, FILE, "10"))
                .hasMessageContaining("routes[0].strategy: must not be best-quality with max-cost-usd");
    }

    @Test
    void shouldRefuseWhenRoutesAreOthersOrNothingDiffers() {
        assertThatThrownBy(() -> planned(FILE, FILE.replace("name: code", "name: law"), "10"))
                .hasMessage("routes: must be the same routes in the same order for a canary: promote without --canary"
                        + " (got law, rest in place of code, rest)");
        assertThatThrownBy(() -> planned(FILE, FILE, "10"))
                .hasMessageContaining("or there is nothing to try (got the same)");
    }

    private static LoadedConfig planned(String live, String candidate, String percent) {
        String sections =
                CanaryPlan.of(read(live).parts().live(), read(candidate).parts().live(), new BigDecimal(percent));
        return new ConfigLoader(Map.of(), Map.of())
                .readForOthersOver(candidate, sections)
                .orThrow();
    }

    private static LoadedConfig read(String yaml) {
        return new ConfigLoader(Map.of(), Map.of()).readForOthers(yaml).orThrow();
    }
}
