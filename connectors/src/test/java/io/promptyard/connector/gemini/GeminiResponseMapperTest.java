package io.promptyard.connector.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiResponseMapperTest {

    @Test
    void shouldCountThinkingAsCompletionAndToolsReadingAsPrompt() throws Exception {
        // When
        Reply reply = recorded("thinking-200");

        // Then
        assertThat(reply.usage()).isEqualTo(new TokenUsage(28, 9, 37, 0, 0, 7, "{\"trafficType\":\"ON_DEMAND\"}"));
    }

    @Test
    void shouldKeepTheSignatureOfTheTextWhereGooglesOwnAddressHasIt() throws Exception {
        // When
        ChatMessage message = message(recorded("thinking-200"));

        // Then
        assertThat(message.text()).isEqualTo("Paris.");
        assertThat(message.extra())
                .isEqualTo("{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}},"
                        + "\"reasoning_content\":\"Let me think.\"}");
    }

    @Test
    void shouldKeepThePartsWholeWhenASignatureStandsAlone() throws Exception {
        // Given
        StreamReader reader = new GeminiResponseMapper().stream();

        // When
        List<CompletionDelta> deltas = read(reader, "thinking-200.sse");

        // Then
        String whole = "[{\"text\":\"Let me think.\",\"thought\":true},{\"text\":\"Paris.\"},"
                + "{\"text\":\"\",\"thoughtSignature\":\"c2ln\"}]";
        Reply reply = reader.end();
        assertThat(WireJson.parse(message(reply).extra()).path("gemini_parts")).isEqualTo(WireJson.parse(whole));
        String last = deltas.getLast().choices().getFirst().extra();
        assertThat(WireJson.parse(last).path("gemini_parts")).isEqualTo(WireJson.parse(whole));
        assertThat(reply.usage())
                .isEqualTo(new TokenUsage(25, 9, 34, 0, 0, 7, "{}"))
                .isEqualTo(reader.billed());
    }

    @Test
    void shouldKeepThePartsWholeWhenTheyAreOfKindsThatOurMessageLacks() throws Exception {
        // When
        ChatMessage message = message(recorded("code-200"));

        // Then
        assertThat(message.text()).isEqualTo("I count.It is 1.");
        assertThat(WireJson.parse(message.extra()).path("gemini_parts")).hasSize(4);
    }

    @Test
    void shouldKeepTheSignatureOfACallAndGiveItsIdBack() throws Exception {
        // When
        List<ToolCall> calls = message(recorded("tools-200")).toolCalls();

        // Then
        assertThat(calls)
                .extracting(ToolCall::id, ToolCall::extra)
                .containsExactly(
                        tuple("call_1", "{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}"),
                        tuple("call_2", "{}"));
    }

    @Test
    void shouldMakeIdsThatNoOtherAnswerHasWhenCallsHaveNone() throws Exception {
        // When
        Reply reply = recorded("tools-without-ids-200");

        // Then
        assertThat(message(reply).toolCalls())
                .containsExactly(
                        ToolCall.function("call_resp-1_0", "get_weather", "{\"city\":\"Paris\"}"),
                        ToolCall.function("call_resp-1_1", "now", "{}"));
        assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(reply.usage()).isEqualTo(TokenUsage.of(25, 0));
    }

    @Test
    void shouldAnswerWithAFilteredChoiceWhenTheCandidateHasNoContent() throws Exception {
        // When
        Completion.Choice choice = recorded("safety-200").completion().choices().getFirst();

        // Then
        assertThat(choice.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(choice.message().content()).isEmpty();
        assertThat(choice.extra()).contains("HARM_CATEGORY_HARASSMENT").contains("\"native_finish_reason\":\"SAFETY\"");
    }

    @Test
    void shouldFailAsFilteredWhenThePromptIsBlocked() throws Exception {
        // Given
        StreamReader reader = new GeminiResponseMapper().stream();

        // When / Then
        assertThatThrownBy(() -> recorded("blocked-200"))
                .isInstanceOf(ReplyException.class)
                .hasMessage("content_filter: the prompt was blocked: PROHIBITED_CONTENT");
        assertThatThrownBy(() -> read(reader, "blocked-200.sse")).isInstanceOf(ReplyException.class);
    }

    @Test
    void shouldFailWithoutQuotingTheModelWhenItsCallIsMalformed() {
        // When / Then
        assertThatThrownBy(() -> recorded("malformed-call-200"))
                .isInstanceOf(ReplyException.class)
                .hasMessage("finish reason MALFORMED_FUNCTION_CALL");
    }

    @Test
    void shouldKeepEveryCandidateByItsIndex() throws Exception {
        // When
        List<Completion.Choice> choices =
                recorded("two-candidates-200").completion().choices();

        // Then
        assertThat(choices)
                .extracting(Completion.Choice::index, Completion.Choice::finishReason)
                .containsExactly(tuple(0, FinishReason.STOP), tuple(1, FinishReason.LENGTH));
    }

    @Test
    void shouldWriteLogprobsInOpenAisShape() throws Exception {
        // When
        Completion.Choice choice =
                recorded("logprobs-200").completion().choices().getFirst();

        // Then
        assertThat(choice.logprobs())
                .isEqualTo("{\"content\":[{\"token\":\"P\",\"logprob\":-0.25,\"bytes\":[80],\"top_logprobs\":"
                        + "[{\"token\":\"P\",\"logprob\":-0.25,\"bytes\":[80]},{\"token\":\"R\",\"logprob\":-1.5,\"bytes\":[82]}]},"
                        + "{\"token\":\"â\",\"logprob\":0,\"bytes\":[195,162],\"top_logprobs\":"
                        + "[{\"token\":\"â\",\"logprob\":0,\"bytes\":[195,162]}]}],\"refusal\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "OTHER, UNKNOWN",
        "SOMETHING_NEW, UNKNOWN"
    })
    void shouldTranslateFinishReason(String theirs, FinishReason ours) throws Exception {
        // When
        Reply reply = new GeminiResponseMapper()
                .read(WireJson.parse("{\"candidates\":[{\"finishReason\":\"" + theirs + "\"}]}"));

        // Then
        assertThat(reply.finishReason()).isEqualTo(ours);
    }

    private static List<CompletionDelta> read(StreamReader reader, String name) throws Exception {
        List<CompletionDelta> deltas = new ArrayList<>();
        String stream = ScriptedProvider.resource("gemini/" + name).toString();
        for (String event : stream.split("\r\n\r\n")) {
            deltas.addAll(reader.read(new SseEvent("message", event.substring("data: ".length()))));
        }
        return deltas;
    }

    private static Reply recorded(String name) throws Exception {
        return new GeminiResponseMapper().read(WireJson.parse(ScriptedProvider.resource("gemini/" + name + ".json")));
    }

    private static ChatMessage message(Reply reply) {
        return reply.completion().choices().getFirst().message();
    }
}
