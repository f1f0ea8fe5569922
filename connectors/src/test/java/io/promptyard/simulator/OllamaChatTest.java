package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaChatTest {

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldStreamLinesWhenNothingIsSaidOfStreams() {
        // When
        var response = post(SimulatorFixture.ask("llama"));

        // Then
        assertThat(response.getHeader("content-type")).isEqualTo("application/x-ndjson");
        var lines = response.bodyAsString().lines().map(JsonObject::new).toList();
        assertThat(lines.getFirst().getJsonObject("message").getString("content"))
                .startsWith("[sim");
        assertThat(lines).filteredOn(line -> line.getBoolean("done")).containsExactly(lines.getLast());
        assertThat(lines.getLast().getInteger("prompt_eval_count")).isEqualTo(5);
        assertThat(lines.getLast().getInteger("eval_count")).isPositive();
    }

    @Test
    void shouldGiveArgumentsAsAnObjectWhenAToolIsCalled() {
        // Given
        var body = SimulatorFixture.ask("llama")
                .put("stream", false)
                .put("messages", new JsonArray("[{\"role\":\"user\",\"content\":\"call tool weather\"}]"))
                .put("tools", new JsonArray("""
                        [{"type":"function","function":{"name":"weather","parameters":
                        {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]"""));

        // When
        var call = post(body)
                .bodyAsJsonObject()
                .getJsonObject("message")
                .getJsonArray("tool_calls")
                .getJsonObject(0);

        // Then
        assertThat(call.getString("id")).startsWith("call_");
        assertThat(call.getJsonObject("function").getJsonObject("arguments").getString("city"))
                .isNotBlank();
    }

    @Test
    void shouldSayTheErrorOnALineOfItsOwn() {
        // When
        var lines =
                post(SimulatorFixture.ask("llama--errorevent")).bodyAsString().lines();

        // Then
        assertThat(lines.toList().getLast()).startsWith("{\"error\":\"");
    }

    private HttpResponse<Buffer> post(JsonObject body) {
        return await(fixture.client
                .postAbs(fixture.simulator.rootUrl("ollama") + "/api/chat")
                .sendJsonObject(body));
    }
}
