package io.promptyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.demo.DemoPlan.Planned;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    private static final List<DemoPrompt> PROMPTS = DemoPrompts.load();

    private final RouterConfig config =
            new ConfigLoader(Map.of(), Map.of()).readBuiltIn().orThrow().router();

    @Test
    void shouldSendEachPromptOnceHalfOfThemThroughTheGateway() {
        // When
        List<Planned> planned = DemoPlan.of(PROMPTS, 200, 42).prompts();
        // Then
        assertThat(planned)
                .extracting(Planned::text)
                .containsExactlyInAnyOrderElementsOf(
                        PROMPTS.stream().map(DemoPrompt::prompt).toList());
        Map<Way, Long> ways = planned.stream().collect(Collectors.groupingBy(Planned::way, Collectors.counting()));
        assertThat(ways.get(Way.PRODUCER)).isEqualTo(100);
        assertThat(ways.get(Way.GATEWAY_STREAM)).isBetween(45L, 50L);
    }

    @Test
    void shouldBeTheSameWhenTheSeedIs() {
        // When
        DemoPlan again = DemoPlan.of(PROMPTS, 50, 7);
        // Then
        assertThat(again).isEqualTo(DemoPlan.of(PROMPTS, 50, 7)).isNotEqualTo(DemoPlan.of(PROMPTS, 50, 8));
    }

    @Test
    void shouldBeginAgainWhenMoreAreWantedThanThereAre() {
        // When
        List<Planned> planned = DemoPlan.of(PROMPTS, 450, 42).prompts();
        // Then
        assertThat(planned).hasSize(450);
        assertThat(planned.stream().map(Planned::number).collect(Collectors.toSet()))
                .hasSize(450);
    }

    @Test
    void shouldHoldTwoPromptsThatAreBoundToBeRefused() {
        // When
        List<Planned> planned = DemoPlan.of(PROMPTS, 40, 42).prompts();
        // Then
        assertThat(planned)
                .filteredOn(each -> each.region().equals(DemoPlan.NOWHERE))
                .hasSize(1);
        assertThat(planned)
                .filteredOn(each -> !each.model().equals(PromptRequest.AUTO))
                .hasSize(1);
    }

    @Test
    void shouldSpeakOnlyOfModelsAndProvidersThatThereAre() {
        // Given
        ModelCatalogue catalogue = config.catalogue();
        // When
        List<String> story = DemoScript.story(200, config.providers().keySet());
        // Then
        assertThat(catalogue.find(DemoScript.ALWAYS_FAILS)).isPresent();
        assertThat(story).hasSize(9);
        assertThat(DemoScript.story(200, Set.of())).hasSize(2);
    }

    @Test
    void shouldNeverBeRoutedToTheModelThatAlwaysFailsUnasked() {
        // Given
        PromptClassifier classifier = HeuristicClassifier.create(() -> 0);
        RoutingPolicy policy = CostAwarePolicy.of(config);
        Set<Target> chosen = new HashSet<>();
        // When
        for (DemoPrompt prompt : PROMPTS) {
            PromptRequest request =
                    PromptRequest.of(new RequestId(prompt.id()), Run.NOW, PromptBody.ofUser(prompt.prompt()));
            ClassifiedPrompt classified =
                    new ClassifiedPrompt(request, classifier.classify(request), List.of(), Run.NOW.plusSeconds(60), "");
            chosen.add(policy.decide(classified, Run.NOW).record().target());
        }
        // Then
        assertThat(chosen).hasSizeGreaterThan(5).doesNotContain(DemoScript.ALWAYS_FAILS);
    }
}
