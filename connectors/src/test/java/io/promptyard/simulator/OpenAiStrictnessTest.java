package io.promptyard.simulator;

import static io.promptyard.simulator.SimulatorFixture.ask;
import static io.promptyard.simulator.SimulatorFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.simulator.BookedCall.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiStrictnessTest {

    private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final String CALLS =
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";

    @Test
    void shouldRejectFieldsThatNoHostHasHeardOf() throws Exception {
        // When
        var message = OpenAiRules.broken(tree("{\"model\":\"m\",\"messages\":["
                + "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_content\":\"Hm\",\"thinking_blocks\":[]}]}"));
        var call = OpenAiRules.broken(tree(
                "{\"model\":\"m\",\"messages\":[" + CALLS.replace("\"id\"", "\"extra_content\":{},\"id\"") + "]}"));

        // Then
        assertThat(message.orElseThrow().param()).isEqualTo("messages[0].thinking_blocks");
        assertThat(call.orElseThrow().param()).isEqualTo("messages[0].tool_calls[0].extra_content");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[]}                                | null           | null                       | you must provide a model parameter",
                "{\"model\":\"m\"}                                | messages       | missing_required_parameter | Missing required parameter: 'messages'.",
                "{\"model\":\"m\",\"messages\":[]}                | messages       | empty_array                | empty array",
                "{\"model\":\"m\",\"messages\":\"hi\"}            | messages       | invalid_type               | got a string",
                "{\"model\":1,\"messages\":[]}                    | model          | invalid_type               | got an integer"
            })
    void shouldRejectWhenTheEssentialsAreMissing(String body, String param, String code, String says) {
        // When
        var error = OpenAiRules.broken(tree(body)).orElseThrow();

        // Then
        assertThat(error.status()).isEqualTo(400);
        assertThat(String.valueOf(error.param())).isEqualTo(param);
        assertThat(String.valueOf(error.code())).isEqualTo(code);
        assertThat(error.message()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature    | 2.5                                  | temperature            | decimal_above_max_value",
                "temperature    | \"hot\"                              | temperature            | invalid_type",
                "top_p          | -1                                   | top_p                  | decimal_below_min_value",
                "n              | 0                                    | n                      | integer_below_min_value",
                "max_tokens     | 1.5                                  | max_tokens             | invalid_type",
                "stop           | [\"a\",\"b\",\"c\",\"d\",\"e\"]      | stop                   | invalid_value",
                "stream         | \"yes\"                              | stream                 | invalid_type",
                "stream_options | {\"include_usage\":true}             | stream_options         | null",
                "tool_choice    | \"auto\"                             | tool_choice            | null",
                "tools          | []                                   | tools                  | empty_array",
                "tools          | [{\"type\":\"magic\"}]               | tools[0].type          | invalid_value",
                "tools          | [{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}] | tools[0].function.name | invalid_value",
                "response_format| {\"type\":\"xml\"}                   | response_format.type   | invalid_value",
                "response_format| {\"type\":\"json_object\"}           | messages               | null",
                "response_format| {\"type\":\"json_schema\"}           | response_format.json_schema | missing_required_parameter"
            })
    void shouldRejectWhenAFieldBreaksItsRule(String field, String value, String param, String code) {
        // When
        var error = OpenAiRules.broken(
                        tree("{\"model\":\"m\",\"messages\":[" + USER + "],\"" + field + "\":" + value + "}"))
                .orElseThrow();

        // Then
        assertThat(String.valueOf(error.param())).isEqualTo(param);
        assertThat(String.valueOf(error.code())).isEqualTo(code);
        assertThat(error.type()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"required-ish\"                                              | Invalid value",
                "{\"type\":\"function\",\"function\":{\"name\":\"other\"}}     | not found in 'tools'"
            })
    void shouldRejectWhenTheToolChoiceIsUnknown(String choice, String says) {
        // When
        var error = OpenAiRules.broken(tree("{\"model\":\"m\",\"messages\":[" + USER
                        + "],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":"
                        + choice + "}"))
                .orElseThrow();

        // Then
        assertThat(error.message()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"boss\",\"content\":\"x\"}                          | Supported values are",
                "{\"content\":\"x\"}                                            | messages[0].role",
                "{\"role\":\"user\",\"content\":null}                           | expected a string, got null",
                "{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}         | messages[0].content[0].type",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":\"x\"}]} | image_url.url",
                "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"x\"}  | preceeding message with 'tool_calls'",
                CALLS + "," + USER + "                                          | did not have response messages: c1",
                CALLS
                        + ",{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"x\"} | not found in 'tool_calls' of previous message"
            })
    void shouldRejectWhenAMessageBreaksItsRule(String messages, String says) {
        // When
        var error = OpenAiRules.broken(tree("{\"model\":\"m\",\"messages\":[" + messages + "]}"))
                .orElseThrow();

        // Then
        assertThat(error.param() + ": " + error.message()).contains(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                USER,
                USER + "," + CALLS + ",{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"x\"}," + USER,
                "{\"role\":\"developer\",\"content\":\"x\"}," + USER,
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"image_url\",\"image_url\":"
                        + "{\"url\":\"data:image/png;base64,AAAA\"}}]}"
            })
    void shouldAcceptWhenTheMessagesAreSound(String messages) {
        // When
        var error = OpenAiRules.broken(tree("{\"model\":\"m\",\"messages\":[" + messages + "],\"unheard_of\":1}"));

        // Then
        assertThat(error).isEmpty();
    }

    @Test
    void shouldRejectAndBookItWhenTheBodyIsNotJson() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            // When
            var response = await(fixture.openAi().sendBuffer(Buffer.buffer("{\"model\": ")));

            // Then
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.bodyAsJsonObject().getJsonObject("error").getString("message"))
                    .startsWith("We could not parse the JSON body");
            assertThat(fixture.simulator.books().calls())
                    .singleElement()
                    .extracting(BookedCall::outcome)
                    .isEqualTo(Outcome.REJECTED);
        }
    }

    @Test
    void shouldDemandAKnownKeyWhenKeysAreConfigured() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().keys(Set.of("sk-right")))) {
            // When
            var none = fixture.chat(ask("m"));
            var wrong =
                    await(fixture.openAi().bearerTokenAuthentication("sk-wrong").sendJsonObject(ask("m")));
            var right =
                    await(fixture.openAi().bearerTokenAuthentication("sk-right").sendJsonObject(ask("m")));

            // Then
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(wrong.bodyAsJsonObject().getJsonObject("error").getString("code"))
                    .isEqualTo("invalid_api_key");
            assertThat(right.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldAnswer413WhenTheBodyIsTooLarge() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults().maxBodyBytes(1000))) {
            // When
            var response = fixture.chat(new JsonObject().put("model", "x".repeat(2000)));

            // Then
            assertThat(response.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void shouldAcceptAnImageOf24MegabytesWhenTheBodyIsWithinTheBound() {
        try (var fixture = new SimulatorFixture(SimulatorSettings.defaults())) {
            // Given
            var image = "data:image/png;base64," + "A".repeat(24 * 1024 * 1024);
            var body =
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                            + "{\"url\":\"" + image + "\"}}]}]}";

            // When
            var response = await(fixture.openAi().sendBuffer(Buffer.buffer(body)));

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.bodyAsJsonObject().getJsonObject("usage").getInteger("prompt_tokens"))
                    .isEqualTo(85);
        }
    }

    @Test
    void shouldRejectWhenSomethingFollowsTheJson() {
        // When
        var tree = Json.read("{} {}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(tree).isEmpty();
    }

    private static JsonNode tree(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
