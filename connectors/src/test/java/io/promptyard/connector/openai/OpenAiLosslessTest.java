package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client put where we have no typed place for it reaches the provider, where it stood and in its order. */
class OpenAiLosslessTest {

    @Property(tries = 300)
    void shouldKeepEveryFieldOnEveryLevel(
            @ForAll("extras") ObjectNode ofBody,
            @ForAll("extras") ObjectNode ofMessage,
            @ForAll("extras") ObjectNode ofPart,
            @ForAll("extras") ObjectNode ofCall,
            @ForAll("extras") ObjectNode ofTool,
            @ForAll("extras") ObjectNode ofFunction)
            throws Exception {
        // Given
        ObjectNode toolExtra = ofTool.deepCopy();
        toolExtra.set("function", ofFunction);
        ToolCall call = new ToolCall("id", "f", "{}", "function", WireJson.text(ofCall));
        ChatMessage message = new ChatMessage(
                Role.ASSISTANT,
                List.of(new TextPart("t", WireJson.text(ofPart))),
                List.of(call),
                null,
                "n",
                WireJson.text(ofMessage));
        ToolDefinition tool =
                new ToolDefinition("f", "d", WireJson.text(ofFunction), true, "function", WireJson.text(toolExtra));
        PromptBody body = new PromptBody(
                List.of(message), List.of(tool), null, SamplingParameters.DEFAULTS, null, WireJson.text(ofBody));

        // When
        JsonNode json = WireJson.parse(
                WireJson.bytes(new OpenAiRequestMapper().write(Prompts.dispatch(Target.of("p", "m"), body, false))));

        // Then
        JsonNode messageJson = json.path("messages").path(0);
        JsonNode toolJson = json.path("tools").path(0);
        assertHolds(json, ofBody);
        assertHolds(messageJson, ofMessage);
        assertHolds(messageJson.path("content").path(0), ofPart);
        assertHolds(messageJson.path("tool_calls").path(0), ofCall);
        assertHolds(toolJson, ofTool);
        assertHolds(toolJson.path("function"), ofFunction);
        assertThat(WireJson.text(toolJson.path("function").path("parameters"))).isEqualTo(WireJson.text(ofFunction));
    }

    /** The same text for each value, and the keys in the same order. */
    private static void assertHolds(JsonNode json, ObjectNode extra) {
        List<String> order = new ArrayList<>();
        json.properties().stream().map(Map.Entry::getKey).filter(extra::has).forEach(order::add);
        assertThat(order)
                .containsExactlyElementsOf(
                        extra.properties().stream().map(Map.Entry::getKey).toList());
        extra.properties()
                .forEach(field ->
                        assertThat(WireJson.text(json.get(field.getKey()))).isEqualTo(WireJson.text(field.getValue())));
    }

    @Provide
    Arbitrary<ObjectNode> extras() {
        Arbitrary<String> keys = Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(6)
                .map("x_"::concat);
        Arbitrary<String> values = Arbitraries.of(
                "null",
                "true",
                "0",
                "1.50",
                "1e-7",
                "12345678901234567890",
                "\"✓ \\\"q\\\"\"",
                "[]",
                "[1,{\"b\":1,\"a\":2.0}]",
                "{}",
                "{\"z\":{\"y\":null},\"c\":[false]}");
        return Combinators.combine(keys, values)
                .as(Map::entry)
                .list()
                .ofMaxSize(5)
                .map(OpenAiLosslessTest::object);
    }

    private static ObjectNode object(List<Map.Entry<String, String>> fields) {
        ObjectNode object = WireJson.object();
        for (Map.Entry<String, String> field : fields) {
            try {
                object.set(field.getKey(), WireJson.parse(field.getValue()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return object;
    }
}
