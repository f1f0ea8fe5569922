package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Feedback;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivePartsTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:34:56Z");

    @Test
    void shouldGiveAnExperimentTopicsOfItsOwnWhateverTheLane() {
        // Given
        ExperimentId id = ExperimentId.fresh(AT, "k3xa");
        // Then
        assertThat(id).hasToString("exp-20261120-123456-k3xa");
        TopicNames lane = id.lane(TopicNames.standard().ofLane("batch"));
        assertThat(lane.prompts()).isEqualTo("promptyard.experiments.exp-20261120-123456-k3xa.prompts");
        assertThat(lane.spend()).isEqualTo("promptyard.experiments.exp-20261120-123456-k3xa.spend");
        assertThat(ExperimentId.plan(lane)).isEqualTo("promptyard.experiments.exp-20261120-123456-k3xa.plan");
        assertThat(id.original(id.of("a:b"))).isEqualTo("a:b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a.b", "a/b", "a b"})
    void shouldRefuseAnIdThatIsNone(String id) {
        assertThatThrownBy(() -> new ExperimentId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldPutOneBudgetOverAllAndLeaveOutWhatSaysNothingOfASample() {
        // Given
        RouterConfig candidate =
                new ConfigLoader(Map.of(), Map.of()).read("""
                        providers:
                          openai: { dialect: openai, regions: [us], data-classes: [public], max-concurrency: 100 }
                          slow:   { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us], max-concurrency: 2 }
                        routes: [ { name: all, match: {}, strategy: cheapest-capable } ]
                        ceilings:
                          - { name: a, match: { endpoint: x }, per-request-usd: 0.5, per-day-usd: 3, over: downgrade }
                          - { name: b, per: tenant, requests-per-minute: 3 }
                        classifier: { judge: { model: openai/gpt-4o } }
                        """).orThrow().router();
        // When
        RouterConfig capped = CappedConfig.of(candidate, new BigDecimal("5"), 4);
        // Then
        assertThat(capped.version()).isEqualTo(candidate.version());
        assertThat(capped.routes()).isEqualTo(candidate.routes());
        assertThat(capped.ceilings()).hasSize(2);
        CeilingConfig request = capped.ceilings().getFirst();
        assertThat(request.perRequestUsd()).isEqualByComparingTo("0.5");
        assertThat(request.budget()).isNull();
        CeilingConfig cap = capped.ceilings().getLast();
        assertThat(cap.over()).isEqualTo(CeilingConfig.Over.REFUSE);
        assertThat(cap.budget().limits()).isEqualTo(Map.of(BudgetWindow.EVER, new BigDecimal("5")));
        assertThat(cap.budget().per()).isEmpty();
        assertThat(capped.providers().get(new ProviderId("openai")).maxConcurrency())
                .isEqualTo(4);
        assertThat(capped.providers().get(new ProviderId("openai")).dataClasses())
                .containsExactly("public");
        assertThat(capped.providers().get(new ProviderId("slow")).maxConcurrency())
                .isEqualTo(2);
        assertThat(capped.classifier().judge()).isNull();
    }

    @Test
    void shouldKnowWhatWasExpectedFromTheFileThenFeedbackThenATag() {
        // Given
        PromptRequest tagged = new PromptRequest(
                new RequestId("a"),
                AT,
                null,
                "t",
                "e",
                Map.of("gold", "by tag"),
                "auto",
                io.promptyard.model.Constraints.NONE,
                PromptBody.ofUser("?"),
                false,
                null,
                null,
                null);
        References references = References.of(List.of("{\"id\":\"a\",\"expected\":\"by file\"}", ""), "gold");
        // Then
        assertThat(references.of("a", "by feedback", tagged)).isEqualTo("by file");
        assertThat(references.of("b", "by feedback", tagged)).isEqualTo("by feedback");
        assertThat(references.of("b", null, tagged)).isEqualTo("by tag");
        assertThat(References.NONE.of("b", null, tagged)).isNull();
        assertThat(references).hasToString("References[1]");
    }

    @Test
    void shouldReadWhatWasExpectedFromFeedback() {
        assertThat(References.expected(feedback("{\"expected\":\"42\"}"))).isEqualTo("42");
        assertThat(References.expected(feedback("{\"expected\":42}"))).isNull();
        assertThat(References.expected(feedback("no json"))).isNull();
    }

    private static Feedback feedback(String extra) {
        return new Feedback(new RequestId("a"), AT, Feedback.Source.IMPORT, null, null, null, null, null, extra);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"id\":\"a\"}", "{\"id\":1,\"expected\":\"x\"}", "secret"})
    void shouldNameTheLineAndNotItsTextWhenItIsNoReference(String line) {
        assertThatThrownBy(() -> References.of(List.of("{\"id\":\"a\",\"expected\":\"b\"}", line), "gold"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: must be a JSON object")
                .hasMessageNotContaining("secret");
    }
}
