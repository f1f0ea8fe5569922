package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CohereChatTest {

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldBillLessThanItCountsWhenAskedPlainly() {
        // When
        var body = post(SimulatorFixture.ask("command")).bodyAsJsonObject();

        // Then
        assertThat(body.getJsonObject("message")
                        .getJsonArray("content")
                        .getJsonObject(0)
                        .getString("text"))
                .startsWith("[simulated command] ");
        var usage = body.getJsonObject("usage");
        assertThat(usage.getJsonObject("billed_units").getInteger("input_tokens"))
                .isEqualTo(5);
        assertThat(usage.getJsonObject("tokens").getInteger("input_tokens")).isEqualTo(485);
    }

    @Test
    void shouldCallToolsInEventsWhenStreamed() {
        // Given
        var tools = new JsonArray("""
                [{"type":"function","function":{"name":"a","parameters":{"type":"object"}}}]""");

        // When
        var stream = post(SimulatorFixture.ask("command")
                        .put("tools", tools)
                        .put("tool_choice", "REQUIRED")
                        .put("stream", true))
                .bodyAsString();

        // Then
        assertThat(stream.lines().filter(line -> line.startsWith("event: ")))
                .startsWith("event: message-start", "event: tool-call-start", "event: tool-call-delta")
                .endsWith("event: tool-call-end", "event: message-end");
        assertThat(stream).contains("\"finish_reason\":\"TOOL_CALL\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void shouldWantAKey() {
        // When
        var response = await(fixture.client
                .postAbs(fixture.simulator.rootUrl("cohere") + "/v2/chat")
                .sendJsonObject(SimulatorFixture.ask("command")));

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.bodyAsJsonObject().getString("message")).isEqualTo("no api key supplied");
    }

    private HttpResponse<Buffer> post(JsonObject body) {
        return await(fixture.client
                .postAbs(fixture.simulator.rootUrl("cohere") + "/v2/chat")
                .putHeader("authorization", "Bearer any")
                .sendJsonObject(body));
    }
}
