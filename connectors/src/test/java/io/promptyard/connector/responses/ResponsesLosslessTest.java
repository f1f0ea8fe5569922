package io.promptyard.connector.responses;

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
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answered goes back: verbatim where chat cannot hold it, else every text and call in its order. */
class ResponsesLosslessTest {

    @Property(tries = 300)
    void shouldHandAnAnswerBackAsItCame(@ForAll("items") List<ObjectNode> items) throws Exception {
        // Given
        ObjectNode response = WireJson.object().put("id", "r").put("status", "completed");
        response.putArray("output").addAll(items);
        ChatMessage answer = new ResponsesResponseMapper()
                .read(response)
                .completion()
                .choices()
                .getFirst()
                .message();
        List<ChatMessage> messages = List.of(ChatMessage.of(Role.USER, "Hello"), answer);
        PromptBody body = new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}");

        // When
        ArrayNode back = (ArrayNode) new ResponsesRequestMapper()
                .write(Prompts.dispatch(Target.of("p", "m"), body, false))
                .path("input");

        // Then
        back.remove(0);
        assertThat(said(back)).isEqualTo(said(items));
        if (answer.extra().contains(ResponsesAnswer.WHOLE)) {
            assertThat(WireJson.text(back)).isEqualTo(WireJson.text(response.path("output")));
        }
    }

    /** What counts of each item, without the service's own ids. */
    private static List<String> said(Iterable<? extends JsonNode> items) {
        List<String> said = new ArrayList<>();
        for (JsonNode item : items) {
            JsonNode content = item.path("content");
            said.add(item.path("call_id").asText()
                    + item.path("name").asText()
                    + item.path("arguments").asText()
                    + item.path("encrypted_content").asText()
                    + (content.isTextual()
                            ? content.asText()
                            : content.path(0).path("text").asText()));
        }
        return said;
    }

    @Provide
    Arbitrary<List<ObjectNode>> items() {
        return Arbitraries.of(
                        "{\"id\":\"msg\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"✓ a\"}]}",
                        "{\"id\":\"rs\",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gA==\"}",
                        "{\"id\":\"fc\",\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"f\",\"arguments\":\"{ \\\"z\\\": 1.50}\"}",
                        "{\"id\":\"fc\",\"type\":\"function_call\",\"call_id\":\"2\",\"name\":\"g\",\"arguments\":\"{}\"}",
                        "{\"id\":\"ws\",\"type\":\"web_search_call\",\"status\":\"completed\"}")
                .map(ResponsesLosslessTest::object)
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
