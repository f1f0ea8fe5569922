package io.promptyard.router.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptNeedsTest {

    @Test
    void shouldNeedNothingForPlainText() {
        // When
        PromptNeeds needs = needs(PromptBody.ofUser("draw me a \"json_schema\""), false);
        // Then
        assertThat(needs.capabilities()).isEmpty();
        assertThat(needs.unknown()).isEmpty();
    }

    @Test
    void shouldSeeWhatTheBodyUses() {
        // Given
        ChatMessage user = new ChatMessage(
                Role.USER,
                List.of(
                        new ContentPart.ImagePart("https://example.org/x.png", null, "{}"),
                        new ContentPart.AudioPart("AA==", "wav", "{}"),
                        new ContentPart.FilePart("f-1", null, null, "{}"),
                        new ContentPart.OpaquePart("{}")),
                List.of(),
                null,
                null,
                "{}");
        ToolDefinition tool = new ToolDefinition("f", null, null, null, "function", "{}");
        SamplingParameters sampling = new SamplingParameters(
                null, null, null, null, null, 2, List.of(), 7L, null, null, true, null, true, "high", null);
        PromptBody body = new PromptBody(List.of(user), List.of(tool), null, sampling, null, "{}");
        // When
        PromptNeeds needs = needs(body, true);
        // Then
        assertThat(needs.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.VISION,
                        Capability.AUDIO,
                        Capability.FILES,
                        Capability.TOOLS,
                        Capability.MULTIPLE_CHOICES,
                        Capability.LOGPROBS,
                        Capability.REASONING,
                        Capability.STREAMING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"json_object\"}|JSON_MODE",
                "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{}}}|JSON_SCHEMA"
            })
    void shouldSeeTheResponseFormat(String format, Capability needed) {
        // Given
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "x")), List.of(), null, SamplingParameters.DEFAULTS, format, "{}");
        // When
        PromptNeeds needs = needs(body, false);
        // Then
        assertThat(needs.capabilities()).containsExactly(needed);
    }

    @Test
    void shouldNeedToolsWhenTheConversationHoldsAToolResult() {
        // Given
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.TOOL, "42")),
                List.of(),
                null,
                SamplingParameters.DEFAULTS,
                "{\"type\":\"text\"}",
                "{}");
        // When
        PromptNeeds needs = needs(body, false);
        // Then
        assertThat(needs.capabilities()).containsExactly(Capability.TOOLS);
    }

    private static PromptNeeds needs(PromptBody body, boolean stream) {
        return PromptNeeds.of(PolicyFixture.request(body).withStream(stream), body);
    }
}
