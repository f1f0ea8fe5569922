package io.promptyard.connector.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.StreamedReply;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohereResponseMapperTest {
    private final CohereResponseMapper mapper = new CohereResponseMapper();

    @ParameterizedTest
    @ValueSource(strings = {"thinking-200.json", "thinking-200.sse"})
    void shouldKeepThoughtsAndCitationsWhenThereAreAny(String recorded) throws Exception {
        // When
        Reply reply = read(recorded);

        // Then
        ChatMessage message = reply.completion().choices().getFirst().message();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(message.text()).isEqualTo("Paris.");
        assertThat(WireJson.parse(message.extra()).path("reasoning_content").asText())
                .isEqualTo("Hm.");
        assertThat(WireJson.text(WireJson.parse(message.extra()).path("citations")))
                .isEqualTo("[{\"start\":0,\"end\":5,\"text\":\"Paris\","
                        + "\"sources\":[{\"type\":\"document\",\"id\":\"doc:0\"}],\"type\":\"TEXT_CONTENT\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools-200.json", "tools-200.sse"})
    void shouldKeepThePlanWhenToolsAreCalled(String recorded) throws Exception {
        // When
        Reply reply = read(recorded);

        // Then
        ChatMessage message = reply.completion().choices().getFirst().message();
        assertThat(message.extra()).isEqualTo("{\"tool_plan\":\"I will look up both.\"}");
        assertThat(message.content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-200.json", "text-200.sse"})
    void shouldCountWhatIsBilledAndKeepTheRest(String recorded) throws Exception {
        // When
        TokenUsage usage = read(recorded).usage();

        // Then
        assertThat(usage)
                .isEqualTo(new TokenUsage(
                        25, 9, 34, 10, 0, 0, "{\"tokens\":{\"input_tokens\":506,\"output_tokens\":10}}"));
    }

    @Test
    void shouldNotSayThatMoreWasCachedThanIsBilled() throws Exception {
        // Given
        String usage = "{\"billed_units\":{\"input_tokens\":11.0,\"output_tokens\":3},\"cached_tokens\":448,"
                + "\"tokens\":{\"input_tokens\":506,\"output_tokens\":4}}";

        // When
        TokenUsage read = CohereUsage.of(WireJson.parse(usage));

        // Then
        assertThat(read)
                .isEqualTo(new TokenUsage(
                        11,
                        3,
                        14,
                        11,
                        0,
                        0,
                        "{\"cached_tokens\":448,\"tokens\":{\"input_tokens\":506,\"output_tokens\":4}}"));
    }

    @ParameterizedTest
    @CsvSource({"failed-200.json, finish reason ERROR", "timed-out-200.json, finish reason TIMEOUT"})
    void shouldFailWhenTheModelDid(String recorded, String message) {
        // When / Then
        assertThatThrownBy(() -> read(recorded))
                .isInstanceOf(ReplyException.class)
                .hasMessageContaining(message);
    }

    private Reply read(String recorded) throws Exception {
        return StreamedReply.read(mapper, recorded, ScriptedProvider.resource("cohere/" + recorded));
    }
}
