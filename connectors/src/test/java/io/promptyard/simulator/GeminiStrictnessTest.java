package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiStrictnessTest {

    private static final String USER = "{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}";
    private static final String CALL =
            "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}}}]}";
    private static final String RESULT =
            "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{\"output\":\"x\"}}}]}";
    private static final GeminiPath OLD = new GeminiPath("gemini-2.5-flash", false, false, false, false);
    private static final GeminiPath SIGNING = new GeminiPath("gemini-3-flash", false, false, false, false);
    private static final GeminiPath VERTEX = new GeminiPath("gemini-2.5-flash", false, true, false, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model\":\"m\"                                     | Unknown name \"model\": Cannot find field.",
                "\"generationConfig\":{\"stop\":[\"x\"]}             | Unknown name \"stop\" at 'generation_config'",
                "\"generationConfig\":{\"temperature\":2.1}          | must be in the range [0.0, 2.0]",
                "\"generationConfig\":{\"seed\":5000000000}          | Invalid value at 'generation_config.seed' (TYPE_INT32), 5000000000",
                "\"generationConfig\":{\"candidateCount\":9}         | Invalid value at 'generation_config.candidate_count' (TYPE_INT32), 9",
                "\"generationConfig\":{\"logprobs\":2}               | response_logprobs must be true",
                "\"generationConfig\":{\"stopSequences\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]} | must be at most 5",
                "\"generationConfig\":{\"responseJsonSchema\":{}}    | only allowed when response_mime_type is",
                "\"generationConfig\":{\"responseMimeType\":\"application/json\",\"responseSchema\":{\"$ref\":\"#\"}} | Unknown name \"$ref\"",
                "\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":1,\"thinkingLevel\":\"low\"}} | only one of thinking budget and thinking level",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"9\"}]}] | Invalid function name.",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"},{\"name\":\"f\"}]}] | Duplicate function declaration found: f",
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parameters\":{\"additionalProperties\":false}}]}] | Unknown name \"additionalProperties\"",
                "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\"}} | is set without function_declarations"
            })
    void shouldRejectWhenAFieldBreaksItsRule(String fields, String message) {
        // When
        var error = broken(OLD, "{" + fields + ",\"contents\":[" + USER + "]}").orElseThrow();

        // Then
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                             | contents is not specified",
                "{\"role\":\"assistant\",\"parts\":[{\"text\":\"x\"}]}          | Please use a valid role: user, model.",
                "{\"role\":\"user\",\"parts\":[]}                               | contents.parts must not be empty.",
                "{\"role\":\"user\",\"parts\":[{\"text\":\"\"}]}                | must have one initialized field",
                "{\"role\":\"user\",\"parts\":[{\"text\":\"x\",\"type\":\"text\"}]} | Unknown name \"type\"",
                "{\"role\":\"user\",\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"*\"}}]} | Base64 decoding failed",
                "{\"role\":\"user\",\"parts\":[{\"fileData\":{\"fileUri\":\"cat.png\"}}]} | Invalid or unsupported file uri",
                CALL
                        + "                                                        | function call turn comes immediately after",
                USER + "," + CALL + "                                           | number of function response parts",
                USER + "," + CALL + "," + USER + "                              | number of function response parts",
                USER + "," + RESULT
                        + "                                         | comes immediately after a function call turn",
                USER + "," + CALL
                        + ",{\"parts\":[{\"functionResponse\":{\"name\":\"g\",\"response\":{}}}]} | match the function call parts",
                USER + "," + CALL
                        + ",{\"parts\":[{\"functionResponse\":{\"id\":\"1\",\"name\":\"f\",\"response\":{}}}]} | match the function call parts",
                USER + "," + CALL
                        + ",{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":\"x\"}}]} | google.protobuf.Struct"
            })
    void shouldRejectWhenAContentBreaksItsRule(String contents, String message) {
        // When
        var error = broken(OLD, "{\"contents\":[" + contents + "]}").orElseThrow();

        // Then
        assertThat(error.message()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2ln"})
    void shouldRejectWhenACallOfTheTurnComesBackWithoutItsSignature(String signature) {
        // Given
        var signed = signature.isEmpty() ? CALL : signed(signature);

        // When
        var error = broken(SIGNING, "{\"contents\":[" + USER + "," + signed + "," + RESULT + "]}")
                .orElseThrow();

        // Then
        assertThat(error.message()).contains("ignature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip_thought_signature_validator", "own"})
    void shouldAcceptASignatureOfItsOwnAndTheWordForNone(String signature) {
        // Given
        var given = signature.equals("own") ? GeminiSignature.of("f", Json.object()) : signature;

        // When / Then
        assertThat(broken(SIGNING, "{\"contents\":[" + USER + "," + signed(given) + "," + RESULT + "]}"))
                .isEmpty();
    }

    @Test
    void shouldAskForNoSignatureWhenTheTurnIsOver() {
        // When / Then
        assertThat(broken(SIGNING, "{\"contents\":[" + USER + "," + CALL + "," + RESULT + "," + USER + "]}"))
                .isEmpty();
    }

    @Test
    void shouldRejectIdsAndFilesWithoutAKindWhenOnVertex() {
        // When
        var id = broken(
                VERTEX, "{\"contents\":[" + USER + "," + CALL.replace("\"name\"", "\"id\":\"1\",\"name\"") + "]}");
        var file = broken(VERTEX, "{\"contents\":[{\"parts\":[{\"fileData\":{\"fileUri\":\"gs://b/cat.png\"}}]}]}");

        // Then
        assertThat(id.orElseThrow().message()).contains("Unknown name \"id\"");
        assertThat(file.orElseThrow().message()).contains("MIME type is required");
    }

    private static String signed(String signature) {
        return CALL.replace("}}]}", "},\"thoughtSignature\":\"" + signature + "\"}]}");
    }

    private static Optional<WireError> broken(GeminiPath path, String json) {
        return GeminiRules.broken(tree(json), path);
    }

    private static JsonNode tree(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
