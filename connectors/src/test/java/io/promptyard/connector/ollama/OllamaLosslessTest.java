package io.promptyard.connector.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answered goes back as it came: thoughts, text, and calls with the digits and the order of their arguments. */
class OllamaLosslessTest {

    @Property(tries = 300)
    void shouldHandAnAnswerBackAsItCame(@ForAll("messages") ObjectNode message) throws Exception {
        // Given
        ObjectNode reply = WireJson.object().put("done", true).put("done_reason", "stop");
        reply.set("message", message);
        ChatMessage answer = new OllamaResponseMapper()
                .read(reply)
                .completion()
                .choices()
                .getFirst()
                .message();
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Hello"), answer),
                List.of(),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When
        JsonNode back = new OllamaRequestMapper()
                .write(Prompts.dispatch(Target.of("p", "m"), body, false))
                .path("messages")
                .path(1);

        // Then
        assertThat(WireJson.text(back)).isEqualTo(WireJson.text(message));
    }

    @Provide
    Arbitrary<ObjectNode> messages() {
        Arbitrary<String> texts = Arbitraries.of("", "Paris.", "✓ 日本\n", "\"q\"");
        Arbitrary<List<String>> calls = Arbitraries.of("{}", "{\"z\":1.50,\"a\":[null]}", "{\"b\":\"✓\",\"n\":1e-7}")
                .list()
                .ofMaxSize(3);
        return Combinators.combine(texts, Arbitraries.of("", "Hm."), calls).as(OllamaLosslessTest::message);
    }

    private static ObjectNode message(String text, String thought, List<String> calls) {
        ObjectNode message = WireJson.object().put("role", "assistant").put("content", text);
        if (!thought.isEmpty()) {
            message.put("thinking", thought);
        }
        if (!calls.isEmpty()) {
            ArrayNode array = message.putArray("tool_calls");
            for (String arguments : calls) {
                int index = array.size();
                array.addObject()
                        .put("id", "id_" + index)
                        .putObject("function")
                        .put("index", index)
                        .put("name", "f")
                        .set("arguments", parsed(arguments));
            }
        }
        return message;
    }

    private static JsonNode parsed(String json) {
        try {
            return WireJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
