package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereStrictnessTest {

    private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final String CALL = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
    private static final String TOOL = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
            + "\"parameters\":{\"type\":\"object\"}}}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"top_p\":0.5                                  | unknown field: parameter 'top_p'",
                "\"temperature\":1.1                            | temperature must be between",
                "\"p\":1                                        | p must be between",
                "\"k\":501                                      | k must be an integer",
                "\"presence_penalty\":-0.1                      | presence_penalty must be between",
                "\"seed\":-1                                    | seed must be an integer",
                "\"stop_sequences\":[\"\"]                      | strings that are not empty",
                "\"thinking\":{\"type\":\"enabled\"}            | thinking is not supported by this model",
                "\"tool_choice\":\"REQUIRED\"                   | go with tools only",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}] | JSON schema of type 'object'",
                TOOL + ",\"tool_choice\":\"AUTO\"               | tool_choice must be 'REQUIRED' or 'NONE'",
                TOOL + ",\"response_format\":{\"type\":\"json_object\"} | does not go with tools",
                "\"response_format\":{\"type\":\"json_schema\"} | must be 'text' or 'json_object'"
            })
    void shouldRejectWhenAFieldBreaksItsRule(String fields, String message) {
        // When
        var error = broken("{\"model\":\"m\",\"messages\":[" + USER + "]," + fields + "}");

        // Then
        assertThat(error).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"developer\",\"content\":\"x\"}                      | .role must be one of",
                "{\"role\":\"system\",\"content\":\"x\"}                         | more than system messages",
                "{\"role\":\"user\",\"content\":\"\"}                            | not empty",
                "{\"role\":\"user\",\"content\":[{\"type\":\"thinking\"}]}       | type 'thinking' is not valid here",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]} | image_url.url",
                "{\"role\":\"assistant\"}                                        | must have content or tool_calls",
                CALL + "                                                         | must be followed by tool messages",
                CALL + "," + USER + "                                            | must be followed by tool messages",
                "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"\"}     | has no tool call before it"
            })
    void shouldRejectWhenAMessageBreaksItsRule(String messages, String message) {
        // When
        var error = broken("{\"model\":\"m\",\"messages\":[" + messages + "]}");

        // Then
        assertThat(error).contains(message);
    }

    @Test
    void shouldAcceptResultsRightBehindTheirCalls() {
        // When
        var error = broken("{\"model\":\"m\",\"messages\":[" + USER + "," + CALL
                + ",{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"x\"}]," + TOOL + "}");

        // Then
        assertThat(error).isEmpty();
    }

    private static String broken(String json) {
        var body = Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return CohereRules.broken(body).map(WireError::message).orElse("");
    }
}
