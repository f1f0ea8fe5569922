package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.askClaude;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnthropicMessagesTest {

    private static final String WEATHER = """
            [{"name":"weather","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}]""";

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldAnswerAndSayThatItIsSimulatedWhenAskedPlainly() {
        // When
        var response = fixture.messages(askClaude("claude-x"));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("x-promptyard-simulated")).isEqualTo("true");
        assertThat(response.getHeader("request-id")).startsWith("req_");
        var body = response.bodyAsJsonObject();
        assertThat(body.getString("id")).startsWith("msg_");
        assertThat(body.getString("type")).isEqualTo("message");
        assertThat(body.getString("stop_reason")).isEqualTo("end_turn");
        assertThat(body.getJsonArray("content").getJsonObject(0).getString("text"))
                .startsWith("[simulated claude-x] ");
        assertThat(body.getJsonObject("usage").getInteger("input_tokens")).isEqualTo(5);
    }

    @Test
    void shouldReportCacheReadsAndWritesApartWhenABlockIsMarked() {
        // Given
        var body = askClaude("claude-x")
                .put(
                        "system",
                        new JsonArray("[{\"type\":\"text\",\"text\":\"You are terse, always.\","
                                + "\"cache_control\":{\"type\":\"ephemeral\"}}]"));

        // When
        var usage = fixture.messages(body).bodyAsJsonObject().getJsonObject("usage");

        // Then
        assertThat(usage.getInteger("cache_read_input_tokens")).isEqualTo(5);
        assertThat(usage.getInteger("cache_creation_input_tokens")).isEqualTo(2);
        assertThat(usage.getInteger("input_tokens")).isEqualTo(4);
    }

    @Test
    void shouldStreamTheEventsInOrderWhenStreamIsSet() {
        // When
        var response = fixture.messages(askClaude("claude-x").put("stream", true));

        // Then
        assertThat(response.getHeader("content-type")).startsWith("text/event-stream");
        var events = events(response.bodyAsString());
        assertThat(events.stream().map(it -> it.getString("type")).distinct().toList())
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        var start = events.getFirst().getJsonObject("message");
        assertThat(start.getJsonArray("content")).isEmpty();
        assertThat(start.getJsonObject("usage").getInteger("output_tokens")).isEqualTo(1);
        var end = events.get(events.size() - 2);
        assertThat(end.getJsonObject("delta").getString("stop_reason")).isEqualTo("end_turn");
        assertThat(end.getJsonObject("usage").getInteger("output_tokens")).isGreaterThan(1);
        var text = new StringBuilder();
        events.forEach(
                it -> text.append(it.getJsonObject("delta", new JsonObject()).getString("text", "")));
        assertThat(text).startsWith("[simulated claude-x] ");
    }

    @Test
    void shouldUseTheToolWhenTheChoiceSaysAny() {
        // Given
        var body = askClaude("claude-x")
                .put("tools", new JsonArray(WEATHER))
                .put("tool_choice", new JsonObject().put("type", "any"));

        // When
        var plain = fixture.messages(body).bodyAsJsonObject();
        var events = events(fixture.messages(body.copy().put("stream", true)).bodyAsString());

        // Then
        assertThat(plain.getString("stop_reason")).isEqualTo("tool_use");
        var use = plain.getJsonArray("content").getJsonObject(0);
        assertThat(use.getString("id")).startsWith("toolu_");
        assertThat(use.getJsonObject("input").getString("city")).isNotBlank();
        var json = new StringBuilder();
        events.forEach(
                it -> json.append(it.getJsonObject("delta", new JsonObject()).getString("partial_json", "")));
        assertThat(new JsonObject(json.toString()).fieldNames()).containsExactly("city");
    }

    @Test
    void shouldAnswerInTextWhenTheToolHasAnswered() {
        // Given
        var body = askClaude("claude-x").put("tools", new JsonArray(WEATHER)).put("messages", new JsonArray("""
                        [{"role":"user","content":"call tool weather"},
                         {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}]},
                         {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"rain"}]}]"""));

        // When
        var answer = fixture.messages(body).bodyAsJsonObject();

        // Then
        assertThat(answer.getString("stop_reason")).isEqualTo("end_turn");
    }

    @Test
    void shouldStopAtTheSequenceWhenTheTextHoldsIt() {
        // When
        var answer = fixture.messages(askClaude("claude-x").put("stop_sequences", new JsonArray().add("You asked")))
                .bodyAsJsonObject();

        // Then
        assertThat(answer.getString("stop_reason")).isEqualTo("stop_sequence");
        assertThat(answer.getString("stop_sequence")).isEqualTo("You asked");
        assertThat(answer.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("[simulated claude-x] ");
    }

    @Test
    void shouldListModelsInTheDialectOfTheCaller() {
        // When
        var openAi = await(fixture.client
                        .getAbs(fixture.simulator.baseUrl("openai") + "/models")
                        .send())
                .bodyAsJsonObject();
        var anthropic = await(fixture.client
                        .getAbs(fixture.simulator.baseUrl("anthropic") + "/models")
                        .putHeader("anthropic-version", "2023-06-01")
                        .putHeader("x-api-key", "any")
                        .send())
                .bodyAsJsonObject();

        // Then
        assertThat(openAi.getString("object")).isEqualTo("list");
        assertThat(openAi.getJsonArray("data").getJsonObject(0).getString("object"))
                .isEqualTo("model");
        assertThat(anthropic.getJsonArray("data").getJsonObject(0).getString("type"))
                .isEqualTo("model");
        assertThat(anthropic.getBoolean("has_more")).isFalse();
    }

    private static List<JsonObject> events(String stream) {
        var events = new ArrayList<JsonObject>();
        for (var event : stream.split("\n\n")) {
            var data = new JsonObject(event.substring(event.indexOf("data: ") + "data: ".length()));
            assertThat(event).startsWith("event: " + data.getString("type") + "\n");
            events.add(data);
        }
        return events;
    }
}
