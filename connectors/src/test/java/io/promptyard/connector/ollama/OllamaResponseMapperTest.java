package io.promptyard.connector.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.StreamedReply;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaResponseMapperTest {
    private final OllamaResponseMapper mapper = new OllamaResponseMapper();

    @ParameterizedTest
    @ValueSource(strings = {"thinking-200.json", "thinking-200.ndjson"})
    void shouldKeepThoughtsAndLogProbabilities(String recorded) throws Exception {
        // When
        Reply reply = read(recorded);

        // Then
        Completion.Choice choice = reply.completion().choices().getFirst();
        ChatMessage message = choice.message();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(message.text()).isEqualTo("Paris.");
        assertThat(message.extra()).isEqualTo("{\"reasoning_content\":\"Hm.\"}");
        assertThat(WireJson.parse(String.valueOf(choice.logprobs())).path("content"))
                .hasSize(2)
                .allMatch(token -> token.path("top_logprobs").size() == 1);
    }

    @Test
    void shouldGiveCallsIdsWhenTheHostHasNone() throws Exception {
        // When
        Reply reply = read("tools-without-ids-200.json");

        // Then
        assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(reply.completion().choices().getFirst().message().toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("call_0", "call_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt_eval_count\":25,\"eval_count\":9,\"eval_duration\":7,\"done\":true} | 25 | 9 | {\"eval_duration\":7}",
                "{\"prompt_eval_count\":25,\"done\":true} | 25 | 0 | {}",
                "{\"eval_count\":9,\"done\":true}         |    |   | "
            })
    void shouldCountWhatIsSaid(
            String response, @Nullable Long prompt, @Nullable Long completion, @Nullable String extra)
            throws Exception {
        // When
        TokenUsage usage = OllamaUsage.of(WireJson.parse(response));

        // Then
        assertThat(usage)
                .isEqualTo(
                        prompt == null || completion == null || extra == null
                                ? null
                                : new TokenUsage(prompt, completion, prompt + completion, 0, 0, 0, extra));
    }

    private Reply read(String recorded) throws Exception {
        return StreamedReply.read(mapper, recorded, ScriptedProvider.resource("ollama/" + recorded));
    }
}
