package io.promptyard.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.chaos.check.Evidence.Told;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Constraints EU_ONLY = new Constraints(List.of("eu"), false, null, null, List.of());

    private final List<Noted<PromptRequest>> prompts = new ArrayList<>();
    private final List<Noted<FinalResponse>> responses = new ArrayList<>();
    private final List<BookedCall> books = new ArrayList<>();
    private Told told = new Told(Set.of(), 0, 0);

    @Test
    void shouldBeKeptWhenEveryPromptHasOneResponse() {
        // Given
        prompt("a", Constraints.NONE);
        response("a");
        // When
        Findings found = findings(true);
        // Then
        assertThat(found.kept()).isTrue();
        assertThat(found.refused()).isEqualTo(1);
    }

    @Test
    void shouldBeLostWhenAPromptHasNoResponse() {
        // Given
        prompt("a", Constraints.NONE);
        prompt("b", Constraints.NONE);
        response("a");
        // When
        Findings found = findings(false);
        // Then
        assertThat(found.lost()).isEqualTo(1);
        assertThat(found.kept()).isFalse();
        assertThat(found.examples()).contains("b: lost");
    }

    @Test
    void shouldBeLostWhenItWasAcknowledgedAndIsNotInTheLog() {
        // Given
        prompt("a", Constraints.NONE);
        response("a");
        told = new Told(Set.of("a", "gone"), 0, 0);
        // Then
        assertThat(findings(false).lost()).isEqualTo(1);
    }

    @Test
    void shouldBeLostWhenARecordWithoutAKeyHasNoDeadLetter() {
        // Given
        prompt("a", Constraints.NONE);
        response("a");
        told = new Told(Set.of("a"), 2, 0);
        // Then
        assertThat(findings(false).lost()).isEqualTo(2);
    }

    @Test
    void shouldCountADuplicateUnlessItIsACopyForAnIdThatCameAgain() {
        // Given
        prompt("once", Constraints.NONE);
        prompt("again", Constraints.NONE);
        prompt("again", Constraints.NONE);
        response("once");
        response("once");
        response("again");
        response("again", true);
        // Then
        assertThat(findings(true).duplicates()).isEqualTo(1);
        assertThat(findings(true).kept()).isFalse();
        assertThat(findings(false).kept()).isTrue();
    }

    @Test
    void shouldBeOutOfPolicyWhenAForbiddenProviderWasCalled() {
        // Given
        prompt("a", EU_ONLY);
        response("a");
        call("eu", "a");
        call("us", "a");
        call("us", "nobody");
        // When
        Findings found = findings(false);
        // Then
        assertThat(found.outOfPolicy()).isEqualTo(2);
        assertThat(found.doubleBilled()).isEqualTo(1);
        assertThat(found.kept()).isFalse();
    }

    private Findings findings(boolean exactlyOnce) {
        Evidence evidence =
                new Evidence(prompts, responses, Map.of(), List.of(), 0, 0, books, List.of(), told, List.of(), 0);
        return Checker.check(evidence, exactlyOnce, Places.standard());
    }

    private void prompt(String id, Constraints constraints) {
        PromptRequest plain = PromptRequest.of(new RequestId(id), NOW, PromptBody.ofUser("?"));
        PromptRequest prompt = new PromptRequest(
                plain.id(),
                NOW,
                null,
                plain.tenant(),
                plain.endpoint(),
                Map.of(),
                plain.model(),
                constraints,
                plain.body(),
                false,
                null,
                null,
                null);
        prompts.add(new Noted<>(0, prompts.size(), id, prompt, false));
    }

    private void response(String id) {
        response(id, false);
    }

    private void response(String id, boolean copy) {
        Refusal refusal = new Refusal(FailureKind.UNROUTABLE, "nowhere", 503, null, null, null, null, "", 0);
        responses.add(new Noted<>(
                0,
                responses.size(),
                id,
                new FinalResponse(new RequestId(id), NOW, "default", refusal, 1, null, null),
                copy));
    }

    private void call(String provider, String id) {
        books.add(new BookedCall(
                books.size() + 1,
                NOW,
                Dialect.OPENAI,
                provider,
                "sim",
                Optional.of("x"),
                Optional.of(id),
                "response",
                1,
                BookedCall.Outcome.ANSWERED,
                "",
                200,
                false,
                1,
                1,
                0,
                0,
                0));
    }
}
