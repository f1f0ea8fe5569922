package io.promptyard.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.replay.RecordedCall;
import io.promptyard.router.replay.RecordedCase;
import io.promptyard.router.replay.RecordedOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prompts and decisions that meet, in whatever order they come. */
class CaseJoinTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Target GPT = Target.parse("openai/gpt-4o");

    private final Map<String, RecordedOutcome> outcomes = new HashMap<>();
    private final Map<String, RoutingDecision> decisions = new HashMap<>();
    private final List<RecordedCase> met = new ArrayList<>();
    private final CaseJoin join = new CaseJoin(
            1_000_000,
            id -> outcomes.getOrDefault(id, RecordedOutcome.NONE),
            CaseJoinTest::prompt,
            bytes -> decisions.get(new String(bytes, StandardCharsets.UTF_8)),
            met::add);

    @Test
    void shouldBringTogetherWhateverComesFirstAndEachOnce() {
        // When
        prompt("a");
        decide("a", 1, GPT, null);
        decide("b", 1, GPT, null);
        prompt("b");
        prompt("b");
        decide("a", 1, GPT, null);
        decide("lost", 1, GPT, null);
        // Then
        assertThat(ids()).containsExactly("a", "b");
        assertThat(join.withoutPrompt()).isEqualTo(1);
    }

    @Test
    void shouldKeepThePromptForWhatItWaitedForAndForItsFallbacks() {
        // Given
        outcomes.put("a", RecordedOutcome.NONE.with(call("a")));
        // When
        prompt("a");
        decide("a", 1, null, null);
        decide("a", 1, GPT, null);
        decide("a", 2, GPT, null);
        decide("b", 2, GPT, null);
        // Then
        assertThat(ids()).containsExactly("a", "a", "a");
        assertThat(met.get(0).waits()).isTrue();
        assertThat(met.get(1).isFirst()).isTrue();
        assertThat(met.get(2).isFirst()).isFalse();
        assertThat(met).allSatisfy(each -> assertThat(each.outcome()).isEqualTo(outcomes.get("a")));
        assertThat(join.withoutPrompt()).isZero();
    }

    @Test
    void shouldTakeWhatWasSaidOfAShadowsAnswerForAnOutcomeOfItsTarget() {
        // Given
        Target shadow = Target.parse("mistral/mistral-small");
        outcomes.put("a", RecordedOutcome.NONE.with(new RecordedOutcome.Score(null, 0.5)));
        outcomes.put("a~try", RecordedOutcome.NONE.with(new RecordedOutcome.Score(null, 1)));
        ShadowChoice choice =
                new ShadowChoice("try", 0.1, List.of(new Candidate(shadow, Candidate.State.CHOSEN, "", "", 0.9, null)));
        // When
        prompt("a");
        decide(decision("a", 1, GPT, null).shadowed(choice));
        // Then
        assertThat(met)
                .singleElement()
                .satisfies(each -> assertThat(each.outcome().scores())
                        .containsExactly(new RecordedOutcome.Score(null, 0.5), new RecordedOutcome.Score(shadow, 1)));
    }

    @Test
    void shouldCountWhatNobodyCanRead() {
        // When
        join.prompt("bad", "bad".getBytes(StandardCharsets.UTF_8));
        decide("bad", 1, GPT, null);
        // Then
        assertThat(met).isEmpty();
        assertThat(join.unreadable()).isEqualTo(1);
    }

    @Test
    void shouldReadOffsetsAsPeopleWriteThemAndRefuseTheRest() {
        // Then
        assertThat(Stretch.offsets("0:100-500,2:7-7"))
                .isEqualTo(Map.of(0, new Stretch.Offsets(100, 501), 2, new Stretch.Offsets(7, 8)));
        for (String text : List.of("", "0", "0:5", "0:5-4", "a:1-2", "0:1-2,0:3-4", "0:1-2,")) {
            assertThatThrownBy(() -> Stretch.offsets(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<String> ids() {
        return met.stream().map(each -> each.decision().id().value()).toList();
    }

    private void prompt(String id) {
        join.prompt(id, id.getBytes(StandardCharsets.UTF_8));
    }

    private static PromptRequest prompt(byte[] bytes) {
        String id = new String(bytes, StandardCharsets.UTF_8);
        if (id.equals("bad")) {
            throw new SerializationException("not a prompt");
        }
        return PromptRequest.of(new RequestId(id), NOW, PromptBody.ofUser("hello"));
    }

    private void decide(String id, int attempt, @Nullable Target target, @Nullable FailureKind refusal) {
        decide(decision(id, attempt, target, refusal));
    }

    private void decide(RoutingDecision decision) {
        String id = decision.id().value();
        decisions.put(id, decision);
        join.decision(id, id.getBytes(StandardCharsets.UTF_8), decision);
    }

    private static RoutingDecision decision(
            String id, int attempt, @Nullable Target target, @Nullable FailureKind refusal) {
        return new RoutingDecision(
                new RequestId(id),
                NOW,
                "default",
                "default",
                Map.of(),
                "auto",
                "v1",
                new Classification("scripted", Task.CHAT, 1, "general", "en", 7, 0.25, Map.of(), Map.of(), 3),
                "default",
                "priority",
                target,
                List.of(),
                attempt,
                1,
                refusal,
                null);
    }

    private static RecordedCall call(String id) {
        return new RecordedCall(
                id + "/1", 1, NOW, GPT, false, FailureKind.TIMEOUT, null, null, 10L, null, null, null, null);
    }
}
