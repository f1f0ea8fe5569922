package io.promptyard.connector.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.StreamedReply;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesResponseMapperTest {
    private final ResponsesResponseMapper mapper = new ResponsesResponseMapper();

    @ParameterizedTest
    @ValueSource(strings = {"thinking-200.json", "thinking-200.sse"})
    void shouldKeepThoughtsCallsAndTheWholeOutput(String recorded) throws Exception {
        // When
        Reply reply = read(recorded);

        // Then
        Completion.Choice choice = reply.completion().choices().getFirst();
        ChatMessage message = choice.message();
        JsonNode extra = WireJson.parse(message.extra());
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(message.text()).isEqualTo("Paris.");
        assertThat(message.toolCalls())
                .containsExactly(ToolCall.function("call_1", "get_weather", "{\"city\":\"Paris\"}"));
        assertThat(extra.path("reasoning_content").asText()).isEqualTo("Hm.");
        assertThat(extra.path("responses_output")).hasSize(3);
        assertThat(WireJson.parse(String.valueOf(choice.logprobs())).path("content"))
                .hasSize(2);
        assertThat(reply.usage()).isEqualTo(new TokenUsage(25, 73, 98, 10, 0, 64, "{}"));
    }

    @Test
    void shouldSayThatTheAnswerWasFiltered() throws Exception {
        // When
        Reply reply = read("filtered-200.json");

        // Then
        assertThat(reply.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void shouldKeepARefusalAsOne() throws Exception {
        // When
        ChatMessage message =
                read("refusal-200.json").completion().choices().getFirst().message();

        // Then
        assertThat(message.content()).isEmpty();
        assertThat(message.extra()).isEqualTo("{\"refusal\":\"No.\"}");
    }

    @Test
    void shouldFailWhenTheResponseDid() {
        // When / Then
        assertThatThrownBy(() -> read("failed-200.json"))
                .isInstanceOf(ReplyException.class)
                .hasMessageContaining("server_error");
    }

    private Reply read(String recorded) throws Exception {
        return StreamedReply.read(mapper, recorded, ScriptedProvider.resource("responses/" + recorded));
    }
}
