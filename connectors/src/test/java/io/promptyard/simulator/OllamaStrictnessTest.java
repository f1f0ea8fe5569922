package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaStrictnessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"messages\":[{\"role\":\"user\",\"content\":[]}]   | unmarshal array into Go struct field ChatRequest.messages.content",
                "\"messages\":[{\"role\":\"user\",\"images\":[\"https://h/x.png\"]}] | illegal base64 data",
                "\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}] | unmarshal string into Go struct field ChatRequest.messages.tool_calls.function.arguments",
                "\"messages\":{}                                     | unmarshal object into Go struct field ChatRequest.messages of type []api.Message",
                "\"tools\":[{\"function\":{\"parameters\":{}}}]      | must have a name",
                "\"options\":{\"temperature\":\"1\"}                 | option \"temperature\" must be of type float32",
                "\"options\":{\"num_predict\":1.5}                   | option \"num_predict\" must be of type integer",
                "\"options\":{\"stop\":\"x\"}                        | option \"stop\" must be of type array",
                "\"format\":\"yaml\"                                 | invalid format: \"yaml\"",
                "\"think\":\"much\"                                  | invalid think value: \"much\"",
                "\"think\":\"low\"                                   | is not supported for this model",
                "\"top_logprobs\":21                                 | top_logprobs must be between 0 and 20",
                "\"stream\":\"yes\"                                  | unmarshal string into Go struct field ChatRequest.stream of type bool"
            })
    void shouldRejectWhenAFieldIsOfAnotherType(String fields, String message) {
        // When
        var error = broken("{\"model\":\"m\"," + fields + "}");

        // Then
        assertThat(error).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"zeta\":1", "\"options\":{\"zeta\":1}", "\"format\":{\"type\":\"object\"}", "\"think\":true"})
    void shouldLetPassWhatItDoesNotKnow(String fields) {
        // When
        var error = broken("{\"model\":\"m\"," + fields + "}");

        // Then
        assertThat(error).isEmpty();
    }

    private static String broken(String json) {
        var body = Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return OllamaRules.broken(body).map(WireError::message).orElse("");
    }
}
