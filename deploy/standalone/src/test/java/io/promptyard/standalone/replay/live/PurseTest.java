package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurseTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private final Set<String> unaffordable = new HashSet<>();
    private final Set<String> sent = new HashSet<>();
    private int settled;
    private @Nullable Long retryAfter = 1000L;
    private final Purse purse = new Purse(this::exchange, sent::contains, () -> settled++);

    private CompletableFuture<FinalResponse> exchange(PromptRequest prompt) {
        String id = prompt.id().value();
        asked.add(id);
        FailureKind kind = unaffordable.contains(id) ? FailureKind.OVER_BUDGET : FailureKind.UNROUTABLE;
        Long wait = kind == FailureKind.OVER_BUDGET ? retryAfter : Long.valueOf(5);
        return CompletableFuture.completedFuture(FinalResponse.of(
                prompt, AT, new Refusal(kind, "", 400, null, null, null, wait, "", 0), 0, BigDecimal.ZERO));
    }

    private static PromptRequest prompt(String id) {
        return PromptRequest.of(new RequestId(id), AT, PromptBody.ofUser("?"))
                .sampled(new RequestId(id), AT, new Experiment("exp", "sample"));
    }

    @Test
    void shouldAskOnceMoreWhenOthersMayHaveHeldTheMoney() throws Exception {
        // Given
        unaffordable.add("a");
        // When
        var response = purse.ask(prompt("a"));
        // Then
        assertThat(response)
                .hasValueSatisfying(end -> assertThat(end.id().value()).isEqualTo("a~2"));
        assertThat(asked).containsExactly("a", "a~2");
        assertThat(settled).isEqualTo(1);
        assertThat(purse.isEmpty()).isFalse();
    }

    @Test
    void shouldBeAtItsEndForTheSampleWhenThereIsNotEnoughForOneAlone() throws Exception {
        // Given
        unaffordable.addAll(Set.of("a", "a~2"));
        // When
        var first = purse.ask(prompt("a"));
        var second = purse.ask(prompt("b"));
        var question = purse.askAlso(prompt("c"));
        // Then: what is cheaper is not sent in its place, but what was answered is judged
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        assertThat(question).isPresent();
        assertThat(purse.isEmpty()).isTrue();
        assertThat(asked).containsExactly("a", "a~2", "c");
    }

    @Test
    void shouldWaitForWhatARunBeforeHadSentWhenThereIsNoMoneyLeft() throws Exception {
        // Given
        unaffordable.addAll(Set.of("a", "a~2"));
        sent.addAll(Set.of("a", "a~2", "b"));
        // When
        var first = purse.ask(prompt("a"));
        var paid = purse.ask(prompt("b"));
        var other = purse.ask(prompt("c"));
        // Then
        assertThat(first).isEmpty();
        assertThat(paid).isPresent();
        assertThat(other).isEmpty();
    }

    @Test
    void shouldWaitForTheSecondAskingOfARunBeforeWhenThereIsNoMoneyLeft() throws Exception {
        // Given: of b the first asking was refused while others held the money, the second answered
        unaffordable.addAll(Set.of("a", "a~2", "b"));
        sent.addAll(Set.of("a", "a~2", "b", "b~2"));
        // When
        var first = purse.ask(prompt("a"));
        var paid = purse.ask(prompt("b"));
        // Then
        assertThat(first).isEmpty();
        assertThat(paid).hasValueSatisfying(end -> assertThat(end.id().value()).isEqualTo("b~2"));
    }

    @Test
    void shouldTakeARefusalForAnEndWhenNoMoneyWouldHelp() throws Exception {
        // Given: a price that is not known, or a call dearer than all there is
        unaffordable.add("a");
        retryAfter = null;
        // When
        var response = purse.ask(prompt("a"));
        // Then
        assertThat(response).isPresent();
        assertThat(asked).containsExactly("a");
        assertThat(purse.isEmpty()).isFalse();
    }

    @Test
    void shouldAskNothingWhenItIsStopped() throws Exception {
        // When
        purse.stop();
        // Then
        assertThat(purse.ask(prompt("a"))).isEmpty();
        assertThat(purse.askAlso(prompt("b"))).isEmpty();
        assertThat(asked).isEmpty();
    }
}
