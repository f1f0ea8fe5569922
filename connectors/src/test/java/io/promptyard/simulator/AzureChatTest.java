package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureChatTest {

    private static final String DATED = "?api-version=2024-10-21";

    private final SimulatorFixture fixture = new SimulatorFixture(SimulatorSettings.defaults());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldAnswerForTheDeploymentAndSayWhatTheFiltersFound() {
        // When
        var body = post("deployments/mine", DATED, false).bodyAsJsonObject();

        // Then
        assertThat(body.getString("model")).isEqualTo("mine");
        assertThat(body.getJsonArray("prompt_filter_results")).hasSize(1);
        assertThat(body.getJsonArray("choices").getJsonObject(0).getJsonObject("content_filter_results"))
                .hasSize(4);
    }

    @Test
    void shouldStreamAChunkWithoutChoicesFirst() {
        // When
        var first = post("deployments/mine", DATED, true).bodyAsString().lines().findFirst();

        // Then
        assertThat(first.orElseThrow()).contains("\"choices\":[]").contains("prompt_filter_results");
    }

    @ParameterizedTest
    @CsvSource({
        "deployments/mine, '', 404",
        "deployments/mine, ?api-version=latest, 404",
        "v1, '', 200",
        "v1, ?api-version=preview, 200",
        "v1, ?api-version=2024-10-21, 404"
    })
    void shouldWantTheVersionThatThePathNeeds(String path, String query, int status) {
        // When
        var response = post(path, query, false);

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void shouldWantAKey() {
        // When
        var response = await(fixture.client
                .postAbs(fixture.simulator.rootUrl("azure") + "/openai/v1/chat/completions")
                .sendJsonObject(SimulatorFixture.ask("mine")));

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
    }

    private HttpResponse<Buffer> post(String path, String query, boolean stream) {
        return await(fixture.client
                .postAbs(fixture.simulator.rootUrl("azure") + "/openai/" + path + "/chat/completions" + query)
                .putHeader("api-key", "any")
                .sendJsonObject(SimulatorFixture.ask("another").put("stream", stream)));
    }
}
