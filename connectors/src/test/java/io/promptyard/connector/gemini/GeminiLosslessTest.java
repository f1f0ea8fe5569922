package io.promptyard.connector.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answered goes back as it came: signed parts, calls and code verbatim and in order, and no text lost. */
class GeminiLosslessTest {

    @Property(tries = 300)
    void shouldHandAnAnswerBackAsItCame(@ForAll("parts") List<ObjectNode> parts) throws Exception {
        // Given
        ChatMessage plain = new GeminiResponseMapper()
                .read(response(parts, true))
                .completion()
                .choices()
                .getFirst()
                .message();

        // When
        JsonNode back = handedBack(plain);

        // Then
        assertThat(streamed(parts)).isEqualTo(plain);
        assertThat(verbatim(back)).isEqualTo(verbatim(parts));
        assertThat(text(back)).isEqualTo(text(parts));
    }

    private static ChatMessage streamed(List<ObjectNode> parts) throws ReplyException {
        StreamReader reader = new GeminiResponseMapper().stream();
        for (ObjectNode part : parts) {
            reader.read(new SseEvent("message", WireJson.text(response(List.of(part), false))));
        }
        reader.read(new SseEvent("message", WireJson.text(response(List.of(), true))));
        return reader.end().completion().choices().getFirst().message();
    }

    private static JsonNode handedBack(ChatMessage answer) throws Exception {
        List<ChatMessage> messages = List.of(ChatMessage.of(Role.USER, "Hello"), answer);
        PromptBody body = new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        JsonNode json =
                new GeminiRequestMapper(GeminiHost.GEMINI).write(Prompts.dispatch(Target.of("p", "m"), body, false));
        return json.path("contents").path(1).path("parts");
    }

    /** What may not be touched: all but texts without a signature, which are put together. */
    private static List<String> verbatim(Iterable<? extends JsonNode> parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.has("thoughtSignature") || !part.has("text"))
                .map(WireJson::text)
                .toList();
    }

    private static String text(Iterable<? extends JsonNode> parts) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            text.append(GeminiParts.isThought(part) ? "" : part.path("text").asText(""));
        }
        return text.toString();
    }

    private static ObjectNode response(List<ObjectNode> parts, boolean last) {
        ObjectNode response = WireJson.object().put("responseId", "r");
        ObjectNode candidate = response.putArray("candidates").addObject();
        ArrayNode array = candidate.putObject("content").putArray("parts");
        array.addAll(parts);
        if (last) {
            candidate.put("finishReason", "STOP");
        }
        return response;
    }

    @Provide
    Arbitrary<List<ObjectNode>> parts() {
        Arbitrary<String> kinds = Arbitraries.of(
                "{\"text\":\"a \"}",
                "{\"text\":\"✓\"}",
                "{\"text\":\"Hm.\",\"thought\":true}",
                "{\"text\":\"signed\",\"thoughtSignature\":\"c2ln\"}",
                "{\"text\":\"\",\"thoughtSignature\":\"YWxvbmU=\"}",
                "{\"functionCall\":{\"id\":\"ID\",\"name\":\"f\",\"args\":{\"z\":1.50,\"a\":[null]}},\"thoughtSignature\":\"c2ln\"}",
                "{\"functionCall\":{\"id\":\"ID\",\"name\":\"g\",\"args\":{}}}",
                "{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"1\"}}",
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AA==\"}}");
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 1_000_000))
                .as((kind, number) -> kind.replace("ID", "id" + number))
                .map(GeminiLosslessTest::object)
                .list()
                .ofMaxSize(6)
                .map(ArrayList::new);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) WireJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
