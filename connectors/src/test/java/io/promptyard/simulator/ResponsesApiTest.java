package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponsesApiTest {

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldEndAStreamWithTheWholeResponse() {
        // When
        var stream = post(ask().put("stream", true)).bodyAsString();

        // Then
        var last = stream.lines()
                .filter(line -> line.startsWith("data: "))
                .toList()
                .getLast();
        var response = new JsonObject(last.substring("data: ".length())).getJsonObject("response");
        assertThat(stream).startsWith("event: response.created\n").contains("event: response.output_text.delta\n");
        assertThat(response.getString("status")).isEqualTo("completed");
        assertThat(response.getJsonObject("usage").getInteger("input_tokens")).isEqualTo(5);
    }

    @Test
    void shouldThinkFirstAndSealItWhenAnEffortIsAskedFor() {
        // When
        var body = post(ask().put("reasoning", new JsonObject().put("effort", "low")))
                .bodyAsJsonObject();

        // Then
        var thought = body.getJsonArray("output").getJsonObject(0);
        assertThat(thought.getString("encrypted_content")).isEqualTo(ResponsesWire.sealed(thought.getString("id")));
        assertThat(body.getJsonObject("usage")
                        .getJsonObject("output_tokens_details")
                        .getInteger("reasoning_tokens"))
                .isEqualTo(16);
    }

    @Test
    void shouldSayThatItIsIncompleteWhenTheLimitIsReached() {
        // When
        var body = post(ask().put("max_output_tokens", 16)).bodyAsJsonObject();

        // Then
        assertThat(body.getString("status")).isEqualTo("incomplete");
        assertThat(body.getJsonObject("incomplete_details").getString("reason")).isEqualTo("max_output_tokens");
    }

    private HttpResponse<Buffer> post(JsonObject body) {
        return await(fixture.client
                .postAbs(fixture.simulator.baseUrl("openai") + "/responses")
                .sendJsonObject(body));
    }

    private static JsonObject ask() {
        return new JsonObject().put("model", "gpt-5").put("input", "Why is the sky blue?");
    }
}
