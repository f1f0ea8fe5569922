package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesStrictnessTest {

    private static final String CALL =
            "{\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"f\",\"arguments\":\"{}\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"messages\":[]                         | Unknown parameter: 'messages'.",
                "\"stop\":[\"x\"]                        | Unknown parameter: 'stop'.",
                "\"max_output_tokens\":15                | Expected a value >= 16, but got 15",
                "\"temperature\":2.5                     | Expected a value <= 2, but got 2.5",
                "\"reasoning\":{\"effort\":\"much\"}     | Invalid value: 'much'",
                "\"include\":[\"thoughts\"]              | Invalid value: 'thoughts'",
                "\"top_logprobs\":2                      | only allowed when 'message.output_text.logprobs'",
                "\"stream_options\":{}                   | only allowed when 'stream' is enabled",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}] | Missing required parameter: 'tools[0].name'.",
                "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{}}] | additionalProperties' is required",
                "\"tool_choice\":{\"type\":\"function\"} | Missing required parameter: 'tool_choice.name'.",
                "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\"}} | Missing required parameter: 'text.format.schema'."
            })
    void shouldRejectWhenAFieldBreaksItsRule(String fields, String message) {
        // When
        var error = broken("{\"model\":\"m\",\"input\":\"hi\"," + fields + "}");

        // Then
        assertThat(error).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"tool\",\"content\":\"x\"}      | Invalid value: 'tool'",
                "{\"role\":\"user\"}                        | Missing required parameter: 'input[0].content'.",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]} | Invalid value: 'text'",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"x\"}]} | Invalid value: 'input_text'",
                CALL + "                                    | No tool output found for function call 1.",
                "{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"x\"} | No tool call found for function call output",
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"changed\"} | could not be verified"
            })
    void shouldRejectWhenAnItemBreaksItsRule(String item, String message) {
        // When
        var error = broken("{\"model\":\"m\",\"input\":[" + item + "]}");

        // Then
        assertThat(error).contains(message);
    }

    @Test
    void shouldAcceptACallWithItsOutputAndThoughtsOfItsOwn() {
        // Given
        var thought = "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\""
                + ResponsesWire.sealed("rs_1") + "\"}";

        // When
        var error = broken("{\"model\":\"m\",\"input\":[" + thought + "," + CALL
                + ",{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"\"}]}");

        // Then
        assertThat(error).isEmpty();
    }

    private static String broken(String json) {
        var body = Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return ResponsesRules.broken(body).map(WireError::message).orElse("");
    }
}
