package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldListAutoFirstAndEveryModel() {
        // When
        JsonObject body = new JsonObject(gateway.get("/models").body());

        // Then
        assertThat(body.getString("object")).isEqualTo("list");
        assertThat(body.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("auto");
        assertThat(body.getJsonArray("data").getJsonObject(1).getMap())
                .containsEntry("id", "openai/gpt-4o")
                .containsEntry("object", "model")
                .containsEntry("created", 1_715_367_049)
                .containsEntry("owned_by", "openai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models/openai/gpt-4o", "/models/openai%2Fgpt-4o"})
    void shouldFindAModelWhenItsIdHoldsASlash(String path) {
        // When
        HttpResponse<String> response = gateway.get(path);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getString("id")).isEqualTo("openai/gpt-4o");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
    }

    @Test
    void shouldSayModelNotFoundWhenThereIsNone() {
        // When
        HttpResponse<String> response = gateway.get("/models/nobody/nothing");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(response.body()).getJsonObject("error").getString("code"))
                .isEqualTo("model_not_found");
    }
}
