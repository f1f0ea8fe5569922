package io.promptyard.connector.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolDefinition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answered goes back as it came, block by block: thoughts, signatures, texts, and calls with their digits. */
class BedrockLosslessTest {

    @Property(tries = 300)
    void shouldHandAnAnswerBackAsItCame(@ForAll("blocks") List<ObjectNode> blocks) throws Exception {
        // Given
        ObjectNode reply = WireJson.object().put("stopReason", "end_turn");
        reply.putObject("output").putObject("message").putArray("content").addAll(blocks);
        ChatMessage answer = new BedrockResponseMapper()
                .read(reply)
                .completion()
                .choices()
                .getFirst()
                .message();
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Hello"), answer),
                List.of(new ToolDefinition("f", null, null, null, "function", "{}")),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When
        JsonNode back = new BedrockRequestMapper()
                .write(Prompts.dispatch(Target.of("p", "anthropic.claude"), body, false))
                .path("messages")
                .path(1)
                .path("content");

        // Then
        assertThat(WireJson.text(back))
                .isEqualTo(WireJson.text(reply.path("output").path("message").path("content")));
    }

    @Provide
    Arbitrary<List<ObjectNode>> blocks() {
        return Arbitraries.of(
                        "{\"text\":\"✓ a\"}",
                        "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"c2ln\"}}}",
                        "{\"reasoningContent\":{\"redactedContent\":\"cmVk\"}}",
                        "{\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"f\",\"input\":{\"z\":1.50,\"a\":[null]}}}",
                        "{\"toolUse\":{\"toolUseId\":\"2\",\"name\":\"f\",\"input\":{}}}")
                .map(BedrockLosslessTest::object)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) WireJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
