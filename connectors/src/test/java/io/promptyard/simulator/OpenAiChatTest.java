package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiChatTest {

    private static final String WEATHER = """
            [{"type":"function","function":{"name":"weather","parameters":{"type":"object","required":["city"],
              "properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":1,"maximum":7},
                            "unit":{"enum":["C","F"]}}}}},
             {"type":"function","function":{"name":"clock"}}]""";

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldAnswerAndSayThatItIsSimulatedWhenAskedPlainly() {
        // When
        var response = fixture.chat(ask("gpt-x"));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("x-promptyard-simulated")).isEqualTo("true");
        assertThat(response.getHeader("x-request-id")).startsWith("req_");
        var body = response.bodyAsJsonObject();
        assertThat(body.getString("object")).isEqualTo("chat.completion");
        assertThat(body.getString("model")).isEqualTo("gpt-x");
        assertThat(text(body, 0)).startsWith("[simulated gpt-x] ").contains("Why is the sky blue?");
        assertThat(choice(body, 0).getString("finish_reason")).isEqualTo("stop");
        var usage = body.getJsonObject("usage");
        assertThat(usage.getInteger("prompt_tokens")).isEqualTo(5);
        assertThat(usage.getInteger("completion_tokens"))
                .isEqualTo((text(body, 0).length() + 3) / 4);
        assertThat(usage.getJsonObject("prompt_tokens_details").getInteger("cached_tokens"))
                .isZero();
    }

    @Test
    void shouldGiveTheSameAnswerWhenAskedTheSameTwice() {
        // When
        var first = fixture.chat(ask("gpt-x")).bodyAsJsonObject();
        var second = fixture.chat(ask("gpt-x")).bodyAsJsonObject();
        var other = fixture.chat(ask("gpt-y")).bodyAsJsonObject();

        // Then
        assertThat(second.getString("id")).isEqualTo(first.getString("id")).isNotEqualTo(other.getString("id"));
        assertThat(text(second, 0)).isEqualTo(text(first, 0));
    }

    @Test
    void shouldCutTheAnswerWhenMaxTokensIsSmall() {
        // When
        var body = fixture.chat(ask("gpt-x").put("max_completion_tokens", 7)).bodyAsJsonObject();

        // Then
        assertThat(text(body, 0)).hasSize(28);
        assertThat(choice(body, 0).getString("finish_reason")).isEqualTo("length");
        assertThat(body.getJsonObject("usage").getInteger("completion_tokens")).isEqualTo(7);
    }

    @Test
    void shouldStreamChunksThatMakeThePlainAnswerWhenStreamIsSet() {
        // Given
        var plain = fixture.chat(ask("gpt-x")).bodyAsJsonObject();
        var body = ask("gpt-x").put("stream", true).put("stream_options", new JsonObject().put("include_usage", true));

        // When
        var response = fixture.chat(body);

        // Then
        assertThat(response.getHeader("content-type")).startsWith("text/event-stream");
        var events = events(response.bodyAsString());
        assertThat(events.getLast()).isEqualTo("[DONE]");
        var chunks = events.subList(0, events.size() - 1).stream()
                .map(JsonObject::new)
                .toList();
        assertThat(chunks)
                .extracting(it -> it.getString("id"))
                .containsOnly(chunks.getFirst().getString("id"));
        assertThat(delta(chunks.getFirst()).getString("role")).isEqualTo("assistant");
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(it -> assertThat(it.containsKey("usage") && it.getValue("usage") == null)
                        .isTrue());
        assertThat(chunks.getLast().getJsonArray("choices")).isEmpty();
        assertThat(chunks.getLast().getJsonObject("usage").getInteger("prompt_tokens"))
                .isEqualTo(plain.getJsonObject("usage").getInteger("prompt_tokens"));
        assertThat(choice(chunks.get(chunks.size() - 2), 0).getString("finish_reason"))
                .isEqualTo("stop");
        var streamed = new StringBuilder();
        chunks.subList(0, chunks.size() - 1)
                .forEach(it -> streamed.append(delta(it).getString("content", "")));
        assertThat(streamed).startsWith("[simulated gpt-x] ");
    }

    @Test
    void shouldCallTheToolWithFittingArgumentsWhenThePromptAsksForIt() {
        // Given
        var body = ask("gpt-x").put("tools", new JsonArray(WEATHER)).put("tool_choice", "required");

        // When
        var choice = choice(fixture.chat(body).bodyAsJsonObject(), 0);

        // Then
        assertThat(choice.getString("finish_reason")).isEqualTo("tool_calls");
        assertThat(choice.getJsonObject("message").getValue("content")).isNull();
        var call = choice.getJsonObject("message").getJsonArray("tool_calls").getJsonObject(0);
        assertThat(call.getString("id")).startsWith("call_");
        assertThat(call.getJsonObject("function").getString("name")).isEqualTo("weather");
        var arguments = new JsonObject(call.getJsonObject("function").getString("arguments"));
        assertThat(arguments.getString("city")).isNotBlank();
        assertThat(arguments.getInteger("days")).isBetween(1, 7);
        assertThat(arguments.getString("unit")).isIn("C", "F");
    }

    @Test
    void shouldStreamToolCallsInPiecesWhenSeveralAreAskedFor() {
        // Given
        var body = ask("gpt-x").put("stream", true).put("tools", new JsonArray(WEATHER));
        body.getJsonArray("messages").getJsonObject(0).put("content", "Please call tools now");

        // When
        var events = events(fixture.chat(body).bodyAsString());

        // Then
        var weather = new StringBuilder();
        for (var event : events.subList(0, events.size() - 1)) {
            for (var call : delta(new JsonObject(event)).getJsonArray("tool_calls", new JsonArray())) {
                var one = (JsonObject) call;
                if (one.getInteger("index") == 0) {
                    weather.append(one.getJsonObject("function").getString("arguments"));
                }
            }
        }
        assertThat(new JsonObject(weather.toString()).fieldNames()).containsExactly("city", "days", "unit");
        assertThat(String.join("", events)).contains("\"name\":\"clock\"").contains("\"index\":1,\"id\":\"call_");
    }

    @Test
    void shouldAnswerInJsonWhenTheResponseFormatIsASchema() {
        // Given
        var schema = new JsonObject("{\"type\":\"object\",\"properties\":{\"ok\":{\"type\":\"boolean\"}}}");
        var body = ask("gpt-x")
                .put(
                        "response_format",
                        new JsonObject()
                                .put("type", "json_schema")
                                .put(
                                        "json_schema",
                                        new JsonObject().put("name", "s").put("schema", schema)));

        // When
        var answer = fixture.chat(body).bodyAsJsonObject();

        // Then
        assertThat(new JsonObject(text(answer, 0)).getValue("ok")).isInstanceOf(Boolean.class);
    }

    @Test
    void shouldGiveSeveralChoicesWhenNIsSet() {
        // When
        var body = fixture.chat(ask("gpt-x").put("n", 3)).bodyAsJsonObject();

        // Then
        assertThat(body.getJsonArray("choices")).hasSize(3);
        assertThat(choice(body, 2).getInteger("index")).isEqualTo(2);
    }

    static List<String> events(String stream) {
        return Arrays.stream(stream.split("\n\n"))
                .filter(it -> !it.isBlank())
                .map(it -> it.substring("data: ".length()))
                .toList();
    }

    private static JsonObject delta(JsonObject chunk) {
        return choice(chunk, 0).getJsonObject("delta");
    }

    private static JsonObject choice(JsonObject body, int index) {
        return body.getJsonArray("choices").isEmpty()
                ? new JsonObject("{\"delta\":{}}")
                : body.getJsonArray("choices").getJsonObject(index);
    }

    private static String text(JsonObject body, int index) {
        return choice(body, index).getJsonObject("message").getString("content");
    }
}
