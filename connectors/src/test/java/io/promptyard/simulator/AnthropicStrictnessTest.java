package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.askClaude;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicStrictnessTest {

    private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final String USE =
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"f\",\"input\":{}}]}";
    private static final String RESULT = "{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"x\"}";
    private static final String TOOLS = ",\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"max_tokens\":9                                         | model: Field required",
                "\"model\":\"m\"                                          | max_tokens: Field required",
                "\"model\":\"m\",\"max_tokens\":0                         | max_tokens: Input should be greater than or equal to 1",
                "\"model\":\"m\",\"max_tokens\":9,\"temperature\":1.2     | temperature: range: 0..1",
                "\"model\":\"m\",\"max_tokens\":9,\"n\":1                 | n: Extra inputs are not permitted",
                "\"model\":\"m\",\"max_tokens\":9,\"system\":[{\"type\":\"text\",\"text\":\"\"}] | system: text content blocks must be non-empty",
                "\"model\":\"m\",\"max_tokens\":9,\"stop_sequences\":[\" \"] | stop_sequences: each stop sequence must contain non-whitespace",
                "\"model\":\"m\",\"max_tokens\":9,\"tool_choice\":{\"type\":\"any\"} | tool_choice: may only be specified while providing tools",
                "\"model\":\"m\",\"max_tokens\":9,\"tool_choice\":\"auto\"  | tool_choice: Input should be a valid dictionary",
                "\"model\":\"m\",\"max_tokens\":9,\"tools\":[{\"name\":\"f\"}] | tools.0.custom.input_schema: Field required",
                "\"model\":\"m\",\"max_tokens\":9,\"metadata\":{\"team\":1} | metadata.team: Extra inputs are not permitted"
            })
    void shouldRejectWhenAFieldBreaksItsRule(String fields, String message) {
        // When
        var error = AnthropicRules.broken(tree("{" + fields + ",\"messages\":[" + USER + "]}"))
                .orElseThrow();

        // Then
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.type()).isEqualTo("invalid_request_error");
        assertThat(error.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"system\",\"content\":\"x\"}                     | Unexpected role \"system\"",
                "{\"role\":\"tool\",\"content\":\"x\"}                       | messages.0.role: Input should be 'user' or 'assistant'",
                "{\"role\":\"assistant\",\"content\":\"x\"}                  | first message must use the \"user\" role",
                "{\"role\":\"user\",\"content\":\"\"}                        | must have non-empty content",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]}   | text content blocks must be non-empty",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\" \"}]}  | must contain non-whitespace text",
                "{\"role\":\"user\",\"content\":\"x\",\"name\":\"n\"}        | messages.0.name: Extra inputs are not permitted",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}  | Input tag 'image_url'",
                USER + "," + USE
                        + "                                         | without `tool_result` blocks immediately after: t1",
                USER + "," + USE + "," + USER
                        + "                            | without `tool_result` blocks immediately after: t1",
                USER + ",{\"role\":\"assistant\",\"content\":\"x\"},{\"role\":\"user\",\"content\":[" + RESULT
                        + "]} | unexpected `tool_use_id`",
                USER + "," + USE + ",{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}," + RESULT
                        + "]} | without `tool_result` blocks immediately after: t1",
                USER + ",{\"role\":\"assistant\",\"content\":\"x \"}         | cannot end with trailing whitespace"
            })
    void shouldRejectWhenAMessageBreaksItsRule(String messages, String says) {
        // When
        var error = AnthropicRules.broken(
                        tree("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[" + messages + "]" + TOOLS + "}"))
                .orElseThrow();

        // Then
        assertThat(error.message()).contains(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                USER + "," + USER,
                USER + "," + USE + ",{\"role\":\"user\",\"content\":[" + RESULT
                        + ",{\"type\":\"text\",\"text\":\"and?\"}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                        + "\"data\":\"AAAA\"}}]}"
            })
    void shouldAcceptWhenTheMessagesAreSound(String messages) {
        // When
        var error = AnthropicRules.broken(
                tree("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[" + messages + "]" + TOOLS + "}"));

        // Then
        assertThat(error).isEmpty();
    }

    @Test
    void shouldDemandItsHeaders() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            var url = fixture.simulator.rootUrl("anthropic") + "/v1/messages";

            // When
            var noKey = await(fixture.client
                    .postAbs(url)
                    .putHeader("anthropic-version", "2023-06-01")
                    .sendJsonObject(askClaude("m")));
            var noVersion = await(
                    fixture.client.postAbs(url).putHeader("x-api-key", "k").sendJsonObject(askClaude("m")));

            // Then
            assertThat(noKey.statusCode()).isEqualTo(401);
            assertThat(noKey.bodyAsJsonObject().getJsonObject("error").getString("type"))
                    .isEqualTo("authentication_error");
            assertThat(noVersion.statusCode()).isEqualTo(400);
            assertThat(noVersion.bodyAsJsonObject().getJsonObject("error").getString("message"))
                    .isEqualTo("anthropic-version: header is required");
        }
    }

    private static JsonNode tree(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
