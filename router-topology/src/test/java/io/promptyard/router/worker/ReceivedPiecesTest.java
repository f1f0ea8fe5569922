package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceivedPiecesTest {
    private final ReceivedPieces pieces = new ReceivedPieces();

    @Test
    void shouldHaveNothingWhenNothingCame() {
        // When / Then
        assertThat(pieces.soFar()).isNull();
    }

    @Test
    void shouldPutTextsTogetherByChoiceWhenTheyComeInTurns() {
        // Given
        pieces.add(delta(new ChoiceDelta(0, Role.ASSISTANT, "", List.of(), null, "{}")));
        pieces.add(delta(text(0, "Grü"), text(1, "Ser")));
        pieces.add(delta(text(1, "vus"), text(0, "ße")));
        pieces.add(delta(new ChoiceDelta(1, null, null, List.of(), FinishReason.STOP, "{}")));

        // When
        PartialAnswer received = soFar();

        // Then
        assertThat(received.chunks()).isEqualTo(4);
        assertThat(received.leftOutCharacters()).isZero();
        assertThat(choices(received))
                .extracting(choice -> choice.message().text())
                .containsExactly("Grüße", "Servus");
        assertThat(choices(received))
                .extracting(Completion.Choice::finishReason)
                .containsExactly(FinishReason.UNKNOWN, FinishReason.STOP);
    }

    @Test
    void shouldKeepToolCallsAsFarAsTheyCameWhenCutWithinOne() {
        // Given
        pieces.add(calls(new ToolCallDelta(0, "c0", "weather", "{\"ci", "{}")));
        pieces.add(calls(new ToolCallDelta(0, null, null, "ty\":1}", "{}")));
        pieces.add(
                calls(new ToolCallDelta(1, "c1", "time", null, "{\"type\":\"custom\",\"extra_content\":{\"a\":1}}")));
        pieces.add(calls(new ToolCallDelta(1, null, null, "{\"zo", "{}")));

        // When
        List<ToolCall> calls = choices(soFar()).getFirst().message().toolCalls();

        // Then
        assertThat(calls)
                .containsExactly(
                        new ToolCall("c0", "weather", "{\"city\":1}", "function", "{}"),
                        new ToolCall("c1", "time", "{\"zo", "custom", "{\"extra_content\":{\"a\":1}}"));
    }

    @Test
    void shouldKeepReasoningSignedBlocksAndLogprobsWhenTheyCame() {
        // Given
        pieces.add(extra("{\"reasoning_content\":\"First, \",\"logprobs\":{\"content\":[{\"token\":\"a\"}]}}"));
        pieces.add(extra("{\"reasoning_content\":\"then.\",\"logprobs\":{\"content\":[{\"token\":\"b\"}]}}"));
        pieces.add(extra("{\"thinking_blocks\":[{\"type\":\"thinking\",\"signature\":\"Zm9v==\"}]}"));
        pieces.add(extra("{\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":\"x\"}]}"));

        // When
        Completion.Choice choice = choices(soFar()).getFirst();

        // Then
        assertThat(choice.message().content()).isEmpty();
        assertThat(choice.message().extra())
                .isEqualTo("{\"thinking_blocks\":[{\"type\":\"thinking\",\"signature\":\"Zm9v==\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"x\"}],\"reasoning_content\":\"First, then.\"}");
        assertThat(choice.logprobs()).isEqualTo("{\"content\":[{\"token\":\"a\"},{\"token\":\"b\"}]}");
    }

    @Test
    void shouldKeepTheBeginningAndCountTheRestWhenThereIsTooMuch() {
        // Given: room for one unit more, and a character that is two
        pieces.add(delta(text(0, "x".repeat(ReceivedPieces.MOST - 2))));
        pieces.add(delta(text(0, "y🙂z")));
        pieces.add(delta(text(0, "w")));
        pieces.add(extra("{\"reasoning_content\":\"no\"}"));

        // When
        PartialAnswer received = soFar();

        // Then
        String text = choices(received).getFirst().message().text();
        assertThat(text).hasSize(ReceivedPieces.MOST - 1).endsWith("xy");
        assertThat(received.leftOutCharacters()).isEqualTo(3 + 1 + "{\"reasoning_content\":\"no\"}".length());
        assertThat(received.chunks()).isEqualTo(4);
        assertThat(choices(received).getFirst().message().extra()).isEqualTo("{}");
    }

    @Test
    void shouldKeepAllTextsWhenEachPieceRepeatsFieldsOfTheWhole() {
        // Given: as OpenAI does, of 90 characters in a piece
        int many = 20_000;
        for (int i = 0; i < many; i++) {
            String whole =
                    "{\"service_tier\":\"default\",\"system_fingerprint\":\"fp_0123456789\",\"obfuscation\":\"%06d\"}";
            pieces.add(new CompletionDelta(List.of(text(0, "four")), whole.formatted(i)));
        }

        // When
        PartialAnswer received = soFar();

        // Then
        assertThat(received.leftOutCharacters()).isZero();
        assertThat(choices(received).getFirst().message().text()).hasSize(4 * many);
        assertThat(((CompletionContent.Clear) received.body()).completion().extra())
                .isEqualTo(
                        "{\"service_tier\":\"default\",\"system_fingerprint\":\"fp_0123456789\",\"obfuscation\":\"019999\"}");
    }

    @Test
    void shouldKeepWhatWasSaidLastOfTheWholeWhenPiecesSayOneThingAndAnotherInTurns() {
        // When
        for (String tier : List.of("default", "default", "flex", "default", "default")) {
            pieces.add(new CompletionDelta(List.of(text(0, "a")), "{\"service_tier\":\"" + tier + "\"}"));
        }
        pieces.add(delta(text(0, "b")));

        // Then
        assertThat(((CompletionContent.Clear) soFar().body()).completion().extra())
                .isEqualTo("{\"service_tier\":\"default\"}");
    }

    private PartialAnswer soFar() {
        PartialAnswer received = pieces.soFar();
        assertThat(received).isNotNull();
        return received;
    }

    private static List<Completion.Choice> choices(PartialAnswer received) {
        return ((CompletionContent.Clear) received.body()).completion().choices();
    }

    private static CompletionDelta delta(ChoiceDelta... choices) {
        return new CompletionDelta(Arrays.asList(choices), "{}");
    }

    private static ChoiceDelta text(int index, @Nullable String text) {
        return new ChoiceDelta(index, null, text, List.of(), null, "{}");
    }

    private static CompletionDelta calls(ToolCallDelta... calls) {
        return delta(new ChoiceDelta(0, null, null, List.of(calls), null, "{}"));
    }

    private static CompletionDelta extra(String extra) {
        return delta(new ChoiceDelta(0, null, null, List.of(), null, extra));
    }
}
