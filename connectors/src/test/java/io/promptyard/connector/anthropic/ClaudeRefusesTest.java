package io.promptyard.connector.anthropic;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Claude refuses of a conversation, by its name. */
class ClaudeRefusesTest {
    private static final String WHOLE = "{\"anthropic_content\":[{\"type\":\"text\",\"text\":\"Well\"}]}";

    private final List<String> dropped = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, true, true",
        "claude-fable-5-1, true, true",
        "claude-mythos-5-1, true, true",
        "claude-fable-5, false, true",
        "claude-opus-5, false, true",
        "claude-haiku-5-5, false, true",
        "claude-opus-4-8, false, true",
        "claude-sonnet-4-6, false, true",
        "claude-opus-4-5, false, false",
        "claude-3-haiku-20240307, false, false",
        "some-other-model, false, false"
    })
    void shouldKnowAModelByItsName(String model, boolean tools, boolean prefill) {
        // When
        ClaudeThinking claude = ClaudeThinking.of(model);

        // Then
        assertThat(claude.refusesForcedTools()).isEqualTo(tools);
        assertThat(claude.refusesPrefill()).isEqualTo(prefill);
    }

    @Test
    void shouldRefuseByNameWhenNoToolCanBeForced() {
        // When, Then
        assertThatThrownBy(() -> written("claude-opus-5-5", false, "\"required\"", Role.USER, "{}"))
                .isInstanceOfSatisfying(PromptRejectedException.class, ClaudeRefusesTest::isByModel)
                .hasMessageStartingWith("tool_choice: ");
    }

    @Test
    void shouldLeaveTheForceOutWhenTheConfigurationSaysSo() throws Exception {
        // When
        JsonNode request = written("claude-fable-5-1", true, "\"required\"", Role.USER, "{}");

        // Then
        assertThat(request.has("tool_choice")).isFalse();
        assertThat(request.path("tools")).hasSize(1);
        assertThat(dropped).containsExactly("tool_choice");
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-5-5, auto", "claude-opus-5-5, none", "claude-opus-5, required"})
    void shouldSendTheChoiceWhenTheModelTakesIt(String model, String choice) throws Exception {
        // When
        JsonNode request = written(model, false, choice, Role.USER, "{}");

        // Then
        assertThat(request.has("tool_choice")).isTrue();
        assertThat(dropped).isEmpty();
    }

    @Test
    void shouldRefuseAnAnswerThatIsBegunWhenTheModelGoesOnWithNone() {
        // When, Then
        assertThatThrownBy(() -> written("claude-sonnet-4-6", true, "auto", Role.ASSISTANT, "{}"))
                .isInstanceOfSatisfying(PromptRejectedException.class, ClaudeRefusesTest::isByModel)
                .hasMessageStartingWith("messages: ");
    }

    @Test
    void shouldHandBackAnAnswerThatTheApiPaused() throws Exception {
        // When
        JsonNode request = written("claude-sonnet-4-6", false, "auto", Role.ASSISTANT, WHOLE);

        // Then
        assertThat(request.path("messages")).hasSize(2);
    }

    @Test
    void shouldSendAnAnswerThatIsBegunWhenTheModelGoesOnWithIt() throws Exception {
        // When
        JsonNode request = written("claude-sonnet-4-5", false, "auto", Role.ASSISTANT, "{}");

        // Then
        assertThat(request.path("messages")).hasSize(2);
    }

    private JsonNode written(String model, boolean drop, String choice, Role last, String extra)
            throws PromptRejectedException {
        PromptBody body = new PromptBody(
                List.of(message(Role.USER, "{}"), message(last, extra)),
                List.of(new ToolDefinition("f", null, null, null, "function", "{}")),
                choice,
                SamplingParameters.DEFAULTS,
                null,
                "{}");
        return new AnthropicRequestMapper()
                .write(Prompts.dispatch(Target.of("p", model), body, false), new Unsupported(drop, dropped::add));
    }

    private static ChatMessage message(Role role, String extra) {
        return new ChatMessage(role, List.of(new ContentPart.TextPart("Hi")), List.of(), null, null, extra);
    }

    private static void isByModel(PromptRejectedException refused) {
        assertThat(refused.kind()).isEqualTo(FailureKind.UNSUPPORTED);
    }
}
