package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockStrictnessTest {

    private static final String USER = "{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}";
    private static final String CALL =
            "{\"role\":\"assistant\",\"content\":[{\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"f\",\"input\":{}}}]}";
    private static final String RESULT =
            "{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"1\",\"content\":[]}}]}";
    private static final String TOOLS =
            "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}}}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model\":\"m\"                                   | extraneous key [model]",
                "\"inferenceConfig\":{\"topK\":1}                  | extraneous key [topK]",
                "\"inferenceConfig\":{\"temperature\":1.1}         | must be between 0 and 1",
                "\"inferenceConfig\":{\"maxTokens\":0}             | greater than or equal to 1",
                "\"inferenceConfig\":{\"stopSequences\":[\"\"]}    | must not be empty",
                "\"system\":[{\"text\":\"\"}]                      | system block is blank",
                "\"toolConfig\":{\"tools\":[]}                     | at least one tool",
                "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\"}}]} | json.type must be object",
                "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}}}],\"toolChoice\":{\"none\":{}}} | must be one of auto, any, tool"
            })
    void shouldRejectWhenAFieldBreaksItsRule(String fields, String message) {
        // When
        var error = broken("{\"messages\":[" + USER + "]," + fields + "}");

        // Then
        assertThat(error).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                USER + "," + USER + "                                          | must alternate",
                CALL + "                                                       | must alternate",
                "{\"role\":\"user\",\"content\":[]}                            | is empty",
                "{\"role\":\"user\",\"content\":[{\"text\":\"\"}]}             | is blank",
                "{\"role\":\"user\",\"content\":[{\"image\":{\"format\":\"bmp\",\"source\":{\"bytes\":\"AA==\"}}}]} | must have a format",
                "{\"role\":\"user\",\"content\":[{\"document\":{\"format\":\"pdf\",\"source\":{\"bytes\":\"AA==\"}}}]} | must have a name",
                USER + "," + CALL + "                                          | Expected toolResult blocks",
                USER + "," + CALL + "," + USER + "                             | Expected toolResult blocks",
                USER + "," + CALL + "," + RESULT + "                           | toolConfig field must be defined"
            })
    void shouldRejectWhenAMessageBreaksItsRule(String messages, String message) {
        // When
        var error = broken("{\"messages\":[" + messages + "]}");

        // Then
        assertThat(error).contains(message);
    }

    @Test
    void shouldAcceptAResultThatIsAnEmptyList() {
        // When
        var error = broken("{\"messages\":[" + USER + "," + CALL + "," + RESULT + "]," + TOOLS + "}");

        // Then
        assertThat(error).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer key | true",
                "Bearer x   | false",
                "AWS4-HMAC-SHA256 Credential=key/20261127/eu-central-1/bedrock/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000 | true",
                "AWS4-HMAC-SHA256 Credential=key/20261127/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000 | false",
                "AWS4-HMAC-SHA256 Credential=key/20261127/eu-central-1/bedrock/aws4_request, SignedHeaders=host, Signature=0000000000000000000000000000000000000000000000000000000000000000 | false"
            })
    void shouldWantAKeyOrASignature(String authorization, boolean accepted) {
        // Given
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("authorization", authorization)
                .set("x-amz-date", "20261127T031415Z");

        // When
        var refused = new BedrockWire(new BedrockPath("m", false, false)).authorise(headers, Set.of("key"));

        // Then
        assertThat(refused.isEmpty()).isEqualTo(accepted);
    }

    private static String broken(String json) {
        var body = Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return BedrockRules.broken(body).map(WireError::message).orElse("");
    }
}
