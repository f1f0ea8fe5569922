package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeminiGenerateContentTest {

    private static final String WEATHER = """
            [{"functionDeclarations":[{"name":"weather","parametersJsonSchema":
            {"type":"object","properties":{"city":{"type":"string"}}}}]}]""";

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldAnswerAndSayThatItIsSimulatedWhenAskedPlainly() {
        // When
        var response = post("/v1beta/models/gemini-x:generateContent", ask());

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("x-promptyard-simulated")).isEqualTo("true");
        var candidate = response.bodyAsJsonObject().getJsonArray("candidates").getJsonObject(0);
        assertThat(candidate.getString("finishReason")).isEqualTo("STOP");
        assertThat(text(candidate)).startsWith("[simulated gemini-x] ");
        assertThat(response.bodyAsJsonObject().getJsonObject("usageMetadata").getInteger("promptTokenCount"))
                .isEqualTo(5);
    }

    @Test
    void shouldStreamRunningCountsWithoutAMarkAtTheEnd() {
        // When
        var response = post("/v1beta/models/gemini-x:streamGenerateContent?alt=sse", ask());

        // Then
        assertThat(response.getHeader("content-type")).startsWith("text/event-stream");
        var events = events(response.bodyAsString());
        var totals = events.stream()
                .map(it -> it.getJsonObject("usageMetadata").getInteger("totalTokenCount"))
                .toList();
        assertThat(totals).isSorted();
        var candidates = events.stream()
                .map(it -> it.getJsonArray("candidates").getJsonObject(0))
                .toList();
        assertThat(candidates.getLast().getString("finishReason")).isEqualTo("STOP");
        assertThat(candidates.subList(0, candidates.size() - 1))
                .allMatch(it -> !it.containsKey("finishReason"))
                .isNotEmpty();
    }

    @Test
    void shouldRefuseAListThatGrowsWhenNoEventsAreAskedFor() {
        // When
        var response = post("/v1beta/models/gemini-x:streamGenerateContent", ask());

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSignTheFirstOfParallelCallsWhenTheModelSigns() {
        // Given
        var body = ask("call tools").put("tools", new JsonArray("""
                        [{"functionDeclarations":[{"name":"a"},{"name":"b"}]}]"""));

        // When
        var parts = post("/v1beta/models/gemini-3-flash:generateContent", body)
                .bodyAsJsonObject()
                .getJsonArray("candidates")
                .getJsonObject(0)
                .getJsonObject("content")
                .getJsonArray("parts");

        // Then
        assertThat(parts.getJsonObject(0).getString("thoughtSignature")).isNotBlank();
        assertThat(parts.getJsonObject(1).containsKey("thoughtSignature")).isFalse();
    }

    @Test
    void shouldCountThinkingApartWhenALevelIsSet() {
        // Given
        var config = new JsonObject().put("thinkingConfig", new JsonObject().put("thinkingLevel", "low"));

        // When
        var usage = post("/v1beta/models/gemini-3-flash:generateContent", ask().put("generationConfig", config))
                .bodyAsJsonObject()
                .getJsonObject("usageMetadata");

        // Then
        assertThat(usage.getInteger("thoughtsTokenCount")).isEqualTo(16);
        assertThat(usage.getInteger("totalTokenCount"))
                .isEqualTo(usage.getInteger("promptTokenCount") + usage.getInteger("candidatesTokenCount") + 16);
    }

    @Test
    void shouldHintInTheBodyWhenRateLimited() {
        // When
        var response = post("/v1beta/models/gemini-x--fail429after2:generateContent", ask());

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.getHeader("retry-after")).isNull();
        var error = response.bodyAsJsonObject().getJsonObject("error");
        assertThat(error.getString("status")).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.getJsonArray("details").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                        .put("retryDelay", "2s"));
    }

    @Test
    void shouldWantATokenAndGiveNoIdsWhenOnVertex() {
        // Given
        var path = "/v1/projects/p/locations/l/publishers/google/models/gemini-x:generateContent";
        var body = ask("call tool weather").put("tools", new JsonArray(WEATHER));

        // When
        var without = post(path, body);
        var with = await(fixture.client
                .postAbs(fixture.simulator.rootUrl("google") + path)
                .putHeader("authorization", "Bearer t")
                .sendJsonObject(body));

        // Then
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(with.statusCode()).isEqualTo(200);
        assertThat(with.bodyAsString()).contains("\"functionCall\":{\"name\":\"weather\"");
        assertThat(fixture.simulator.books().calls())
                .extracting(BookedCall::dialect)
                .containsOnly(Dialect.VERTEX);
    }

    private HttpResponse<Buffer> post(String path, JsonObject body) {
        return await(fixture.client
                .postAbs(fixture.simulator.rootUrl("google") + path)
                .putHeader("x-goog-api-key", "any")
                .sendJsonObject(body));
    }

    private static JsonObject ask() {
        return ask("Why is the sky blue?");
    }

    private static JsonObject ask(String question) {
        return new JsonObject("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" + question + "\"}]}]}");
    }

    private static String text(JsonObject candidate) {
        return candidate
                .getJsonObject("content")
                .getJsonArray("parts")
                .getJsonObject(0)
                .getString("text");
    }

    private static List<JsonObject> events(String stream) {
        var events = new ArrayList<JsonObject>();
        for (var event : stream.split("\r\n\r\n")) {
            events.add(new JsonObject(event.substring("data: ".length())));
        }
        return events;
    }
}
