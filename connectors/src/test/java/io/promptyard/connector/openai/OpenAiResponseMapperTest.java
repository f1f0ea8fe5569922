package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiResponseMapperTest {
    private static final String USAGE = "{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}";

    private final StreamReader stream = new OpenAiResponseMapper().stream();

    @Test
    void shouldKeepWhatHasNoTypedPlace() throws Exception {
        // Given
        String json =
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"x\":1.50,\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\",\"reasoning_content\":\"Hm\"},"
                        + "\"logprobs\":{\"content\":[]},\"finish_reason\":\"eos\",\"y\":true}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":2,\"audio_tokens\":1},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":1},\"cost\":0.10}}";

        // When
        Reply reply = new OpenAiResponseMapper().read(WireJson.parse(json));

        // Then
        Completion.Choice choice = reply.completion().choices().getFirst();
        assertThat(reply.completion().extra()).isEqualTo("{\"x\":1.50}");
        assertThat(choice.extra()).isEqualTo("{\"finish_reason\":\"eos\",\"y\":true}");
        assertThat(choice.finishReason()).isEqualTo(FinishReason.UNKNOWN);
        assertThat(choice.logprobs()).isEqualTo("{\"content\":[]}");
        assertThat(choice.message().content()).isEmpty();
        assertThat(choice.message().extra()).isEqualTo("{\"refusal\":\"No.\",\"reasoning_content\":\"Hm\"}");
        assertThat(reply.usage())
                .isEqualTo(new TokenUsage(
                        7, 3, 10, 2, 0, 1, "{\"prompt_tokens_details\":{\"audio_tokens\":1},\"cost\":0.10}"));
    }

    @Test
    void shouldKeepTheLastUsageWhenEveryChunkHasOne() throws Exception {
        // When
        read(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":" + USAGE + "}",
                "{\"choices\":[],\"usage\":null}",
                "[DONE]");

        // Then
        assertThat(stream.end().usage()).isEqualTo(TokenUsage.of(7, 3));
    }

    @Test
    void shouldCountReasoningAsOutputWhenTheHostCountsItApart() throws Exception {
        // Given: xAI's; then OpenAI's, of which it is a part
        String apart = "{\"prompt_tokens\":12,\"completion_tokens\":2,\"total_tokens\":331,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":317}}";
        String part = "{\"prompt_tokens\":12,\"completion_tokens\":319,\"total_tokens\":331,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":317}}";

        // When
        TokenUsage first = OpenAiUsage.of(WireJson.parse(apart));
        TokenUsage second = OpenAiUsage.of(WireJson.parse(part));

        // Then
        assertThat(first)
                .isEqualTo(new TokenUsage(12, 319, 331, 0, 0, 317, "{}"))
                .isEqualTo(second);
    }

    @Test
    void shouldFindMoonshotsUsageInTheLastChoice() throws Exception {
        // When
        List<CompletionDelta> deltas = read(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"usage\":"
                        + "{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10,\"cached_tokens\":4}}]}");

        // Then
        assertThat(stream.billed()).isEqualTo(new TokenUsage(7, 3, 10, 4, 0, 0, "{\"cached_tokens\":4}"));
        assertThat(deltas.getLast().choices().getFirst().extra())
                .as("not shown to who did not ask")
                .isEqualTo("{}");
    }

    @Test
    void shouldPassOnChunksWithoutChoicesOnlyWhenTheySaySomething() throws Exception {
        // When
        List<CompletionDelta> deltas = read(
                "{\"choices\":[],\"news\":[{\"a\":1}]}",
                "{\"choices\":[],\"system_fingerprint\":\"fp\",\"obfuscation\":\"zz\"}",
                "{\"choices\":[],\"usage\":" + USAGE + "}");

        // Then
        assertThat(deltas).containsExactly(new CompletionDelta(List.of(), "{\"news\":[{\"a\":1}]}"));
    }

    @Test
    void shouldKeepWhatComesWithTheUsageForTheWholeAnswerOnly() throws Exception {
        // When: llama.cpp's end
        List<CompletionDelta> deltas = read(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[],\"usage\":" + USAGE + ",\"timings\":{\"predicted_ms\":1.50}}",
                "[DONE]");

        // Then
        assertThat(deltas).hasSize(1);
        assertThat(stream.end().completion().extra()).isEqualTo("{\"timings\":{\"predicted_ms\":1.50}}");
        assertThat(stream.billed()).isEqualTo(TokenUsage.of(7, 3));
    }

    @Test
    void shouldGatherChoicesReasoningAndLogprobsByIndex() throws Exception {
        // When
        read(
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"B\",\"reasoning_content\":\"x\"},\"logprobs\":{\"content\":[1]}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"A\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\",\"reasoning_content\":\"y\"},\"logprobs\":{\"content\":[2]},"
                        + "\"finish_reason\":\"length\"}]}");

        // Then
        List<Completion.Choice> choices = stream.end().completion().choices();
        assertThat(choices).extracting(choice -> choice.message().text()).containsExactly("A", "Bb");
        assertThat(choices.getLast().message().extra()).isEqualTo("{\"reasoning_content\":\"xy\"}");
        assertThat(choices.getLast().logprobs()).isEqualTo("{\"content\":[1,2]}");
        assertThat(choices.getLast().finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void shouldTellToolCallsApartWhenHostGivesNoIndex() throws Exception {
        // When
        read(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"}\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}");

        // Then
        assertThat(stream.end().completion().choices().getFirst().message().toolCalls())
                .containsExactly(ToolCall.function("a", "f", "{}"), ToolCall.function("b", "g", "{}"));
    }

    @Test
    void shouldTellToolCallsApartWhenHostCountsEachAsTheFirst() throws Exception {
        // When: the second call goes on after it began
        List<CompletionDelta> deltas = read(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}");

        // Then
        assertThat(stream.end().completion().choices().getFirst().message().toolCalls())
                .containsExactly(ToolCall.function("a", "f", "{}"), ToolCall.function("b", "f", "{}"));
        assertThat(deltas)
                .extracting(delta ->
                        delta.choices().getFirst().toolCalls().getFirst().index())
                .containsExactly(0, 1, 1);
    }

    @Test
    void shouldKeepACallTogetherWhenItsIdIsAnotherInEveryPiece() throws Exception {
        // When
        read(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"b\",\"function\":{\"arguments\":\"}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}");

        // Then
        assertThat(stream.end().completion().choices().getFirst().message().toolCalls())
                .containsExactly(ToolCall.function("a", "f", "{}"));
    }

    @Test
    void shouldHandIdAndNameOnOnceWhenAHostRepeatsThem() throws Exception {
        // When
        List<ToolCallDelta> deltas =
                read(piece("a", "f", ""), piece("a", "f", "{\\\"x\\\":"), piece("a", "f", "1}")).stream()
                        .map(delta -> delta.choices().getFirst().toolCalls().getFirst())
                        .toList();

        // Then
        assertThat(deltas).extracting(ToolCallDelta::id).containsExactly("a", null, null);
        assertThat(deltas).extracting(ToolCallDelta::name).containsExactly("f", null, null);
    }

    @Test
    void shouldKeepACallTogetherWhenIdAndNameComeAnewInEveryPiece() throws Exception {
        // When
        read(piece("a", "f", ""), piece("b", "f", "{\\\"x\\\":"), piece("c", "f", "1}"), "[DONE]");

        // Then
        assertThat(calls()).containsExactly(new ToolCall("a", "f", "{\"x\":1}", "function", "{}"));
    }

    @Test
    void shouldBeginAnotherCallOfTheSameFunctionWhenTheLastIsWhole() throws Exception {
        // When
        read(
                piece("a", "f", "{\\\"x\\\":"),
                piece("a", "f", "1}"),
                piece("b", "f", ""),
                piece("b", "f", "{}"),
                "[DONE]");

        // Then
        assertThat(calls())
                .containsExactly(
                        new ToolCall("a", "f", "{\"x\":1}", "function", "{}"),
                        new ToolCall("b", "f", "{}", "function", "{}"));
    }

    @Test
    void shouldTellTheTierWithTheUsageWhenAStreamSaysIt() throws Exception {
        // When
        read(
                "{\"service_tier\":\"flex\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
                "{\"service_tier\":\"flex\",\"choices\":[],\"usage\":" + USAGE + "}",
                "[DONE]");

        // Then
        assertThat(stream.end().usage()).isEqualTo(new TokenUsage(7, 3, 10, 0, 0, 0, "{\"service_tier\":\"flex\"}"));
    }

    private List<ToolCall> calls() throws Exception {
        return stream.end().completion().choices().getFirst().message().toolCalls();
    }

    private static String piece(String id, String name, String arguments) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"" + id
                + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\"" + arguments
                + "\"}}]}}]}";
    }

    private List<CompletionDelta> read(String... events) throws Exception {
        List<CompletionDelta> deltas = new ArrayList<>();
        for (String event : events) {
            deltas.addAll(stream.read(new SseEvent(SseEvent.DEFAULT_NAME, event)));
        }
        return deltas;
    }
}
