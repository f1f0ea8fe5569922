package io.promptyard.connector.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolDefinition;
import io.promptyard.model.outcome.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Claude on Bedrock refuses of a conversation, by its name. */
class ClaudeRefusesTest {
    private static final String REQUIRED = "\"required\"";
    private static final String ONE = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
    private static final ChatMessage ASKED = message(Role.USER, "Hi");

    private final List<String> dropped = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {REQUIRED, ONE})
    void shouldRefuseByNameWhenNoToolCanBeForced(String choice) {
        // When, Then
        assertThatThrownBy(() -> written("us.anthropic.claude-opus-5-5-v1", false, choice, null, ASKED))
                .isInstanceOfSatisfying(PromptRejectedException.class, ClaudeRefusesTest::isByModel)
                .hasMessageStartingWith("tool_choice: ");
    }

    @Test
    void shouldLeaveTheForceOutWhenTheConfigurationSaysSo() throws Exception {
        // When
        JsonNode request = written("us.anthropic.claude-opus-5-5-v1", true, REQUIRED, null, ASKED);

        // Then
        assertThat(request.path("toolConfig").has("toolChoice")).isFalse();
        assertThat(dropped).containsExactly("tool_choice");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-opus-4-6-v1, false",
        "anthropic.claude-opus-4-7-v1, false",
        "anthropic.claude-opus-4-8-v1, true"
    })
    void shouldNotLetItThinkWhereAToolMustBeCalledWhenItRefusesBoth(String model, boolean thinks) throws Exception {
        // When
        JsonNode request = written(model, false, REQUIRED, "high", ASKED);

        // Then
        JsonNode more = request.path("additionalModelRequestFields");
        assertThat(more.has("thinking")).isEqualTo(thinks);
        assertThat(more.path("output_config").path("effort").textValue()).isEqualTo("high");
        assertThat(request.path("toolConfig").path("toolChoice").has("any")).isTrue();
        assertThat(dropped).isEmpty();
    }

    @Test
    void shouldRefuseAnAnswerThatIsBegunWhenTheModelGoesOnWithNone() {
        // When, Then
        assertThatThrownBy(() -> written(
                        "anthropic.claude-sonnet-4-6", true, null, null, ASKED, message(Role.ASSISTANT, "Well, ")))
                .isInstanceOfSatisfying(PromptRejectedException.class, ClaudeRefusesTest::isByModel)
                .hasMessageStartingWith("messages: ");
    }

    @Test
    void shouldSendAnAnswerThatIsBegunWhenTheModelGoesOnWithIt() throws Exception {
        // When
        JsonNode request =
                written("anthropic.claude-sonnet-4-5", false, null, null, ASKED, message(Role.ASSISTANT, "Well, "));

        // Then
        assertThat(request.path("messages")).hasSize(2);
    }

    private JsonNode written(
            String model, boolean drop, @Nullable String choice, @Nullable String effort, ChatMessage... messages)
            throws PromptRejectedException {
        SamplingParameters sampling = new SamplingParameters(
                null, null, null, null, null, null, List.of(), null, null, null, null, null, null, effort, null);
        PromptBody body = new PromptBody(
                List.of(messages),
                choice == null ? List.of() : List.of(new ToolDefinition("f", null, null, null, "function", "{}")),
                choice,
                sampling,
                null,
                "{}");
        return new BedrockRequestMapper()
                .write(Prompts.dispatch(Target.of("p", model), body, false), new Unsupported(drop, dropped::add));
    }

    private static ChatMessage message(Role role, String text) {
        return new ChatMessage(role, List.of(new ContentPart.TextPart(text)), List.of(), null, null, "{}");
    }

    private static void isByModel(PromptRejectedException refused) {
        assertThat(refused.kind()).isEqualTo(FailureKind.UNSUPPORTED);
    }
}
