package io.promptyard.connector.cohere;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answered goes back as it came: thoughts, text, plan, calls with their bytes, and citations. */
class CohereLosslessTest {

    @Property(tries = 300)
    void shouldHandAnAnswerBackAsItCame(@ForAll("messages") ObjectNode message) throws Exception {
        // Given
        ObjectNode reply = WireJson.object().put("id", "r").put("finish_reason", "COMPLETE");
        reply.set("message", message);
        ChatMessage answer = new CohereResponseMapper()
                .read(reply)
                .completion()
                .choices()
                .getFirst()
                .message();
        List<ChatMessage> messages = new ArrayList<>(List.of(ChatMessage.of(Role.USER, "Hello"), answer));
        answer.toolCalls()
                .forEach(call -> messages.add(new ChatMessage(Role.TOOL, List.of(), List.of(), call.id(), null, "{}")));
        PromptBody body = new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}");

        // When
        JsonNode back = new CohereRequestMapper()
                .write(Prompts.dispatch(Target.of("p", "command-a-reasoning"), body, false))
                .path("messages")
                .path(1);

        // Then
        assertThat(WireJson.text(listed(back.path("content")))).isEqualTo(WireJson.text(message.path("content")));
        for (String name : List.of("tool_calls", "tool_plan", "citations")) {
            assertThat(WireJson.text(back.path(name))).as(name).isEqualTo(WireJson.text(message.path(name)));
        }
    }

    private static JsonNode listed(JsonNode content) {
        ArrayNode list = WireJson.object().putArray("content");
        if (content.isTextual()) {
            list.add(CoherePartMapper.text(content.textValue()));
            return list;
        }
        return content;
    }

    @Provide
    Arbitrary<ObjectNode> messages() {
        Arbitrary<String> texts = Arbitraries.of("Paris.", "✓ 日本\n", "\"q\"");
        Arbitrary<String> thoughts = Arbitraries.of("", "Hm.");
        Arbitrary<List<String>> calls = Arbitraries.of("{}", "{\"z\":1.50,\"a\":[null]}", "{ \"b\" : \"✓\" }")
                .list()
                .ofMaxSize(3);
        return Combinators.combine(texts, thoughts, calls, Arbitraries.of("", "I will."), Arbitraries.of(0, 2))
                .as(CohereLosslessTest::message);
    }

    private static ObjectNode message(String text, String thought, List<String> calls, String plan, int citations) {
        ObjectNode message = WireJson.object();
        ArrayNode content = message.putArray("content");
        if (!thought.isEmpty()) {
            content.addObject().put("type", "thinking").put("thinking", thought);
        }
        content.add(CoherePartMapper.text(text));
        if (!calls.isEmpty()) {
            ArrayNode array = message.putArray("tool_calls");
            for (String arguments : calls) {
                array.addObject()
                        .put("id", "call_" + array.size())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", "f")
                        .put("arguments", arguments);
            }
            if (!plan.isEmpty()) {
                message.put("tool_plan", plan);
            }
        }
        for (int i = 0; i < citations; i++) {
            message.withArray("citations").addObject().put("start", i).put("score", 0.10);
        }
        return message;
    }
}
