package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire, byte for byte, against files. */
class ChatCompletionsWireTest {
    private static final String STREAM = "{\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldMakeThisRecordOfARequestWithEveryField() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

        // When
        int status = gateway.chat(Golden.read("request-all-fields.json")).statusCode();

        // Then
        assertThat(status).isEqualTo(200);
        Golden.assertMatches(
                "request-all-fields.record.txt",
                gateway.bus.prompts.getFirst().toString().replace("], ", "],\n"));
    }

    @Test
    void shouldWriteThisCompletion() {
        // Given
        ChatMessage message = new ChatMessage(
                Role.ASSISTANT,
                List.of(new TextPart("Grüße, \"Bonn\"\n")),
                List.of(ToolCall.function("call_1", "weather", "{\"city\":\"Bonn\"}")),
                null,
                null,
                "{\"reasoning_content\":\"thinking\",\"annotations\":[]}");
        Completion completion = new Completion(
                List.of(new Completion.Choice(
                        0, message, FinishReason.TOOL_CALLS, "{\"content\":[]}", "{\"content_filter_results\":{}}")),
                "chatcmpl-provider",
                "{\"system_fingerprint\":\"fp_1\",\"service_tier\":\"default\",\"id\":\"not this\"}");
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.answer(prompt, completion, Answers.ATTEMPT, 0)));

        // When
        String body = gateway.chat(ChatCompletionsPlainTest.HELLO).body();

        // Then
        Golden.assertMatches("completion-200.json", new JsonObject(body).encodePrettily());
    }

    @Test
    void shouldWriteThisRefusal() {
        // Given
        gateway.bus.onPrompt((prompt, bus) ->
                bus.respond(Answers.refusal(prompt, FailureKind.OVER_BUDGET, "the day's budget is spent", 60_000L)));

        // When
        String body = gateway.chat(ChatCompletionsPlainTest.HELLO).body();

        // Then
        Golden.assertMatches("refusal-402.json", body);
    }

    @Test
    void shouldWriteThisStream() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "", null));
            bus.chunk(Answers.chunk(
                    prompt,
                    Answers.ATTEMPT,
                    1,
                    new ChoiceDelta(0, null, "Grüße", List.of(), null, "{\"logprobs\":{\"content\":[]}}")));
            bus.chunk(Answers.toolChunk(prompt, 2, new ToolCallDelta(0, "call_1", "weather", "{\"ci", "{}")));
            bus.chunk(Answers.toolChunk(prompt, 3, new ToolCallDelta(0, null, null, "ty\":1}", "{}")));
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 4, null, FinishReason.TOOL_CALLS));
            bus.respond(Answers.text(prompt, "Grüße", 5));
        });

        // When
        String body = gateway.chat(STREAM).body();

        // Then
        Golden.assertMatches("stream-200.sse", body);
    }

    @Test
    void shouldWriteThisStreamWhenItBreaksAfterContent() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.chunk(Answers.chunk(prompt, Answers.ATTEMPT, 0, "Hel", null));
            bus.respond(Answers.refusal(prompt, FailureKind.NETWORK, "the provider broke off", null));
        });

        // When
        String body = gateway.chat(STREAM).body();

        // Then
        Golden.assertMatches("stream-broken-200.sse", body);
    }
}
