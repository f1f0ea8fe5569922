package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingStrictnessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai | {} | Missing required parameter: 'input'.",
                "openai | {\"input\":\"\"} | '$.input' is invalid.",
                "openai | {\"input\":[]} | '$.input' is invalid.",
                "openai | {\"input\":[\"a\",1]} | '$.input' is invalid.",
                "openai | {\"input\":[[1],[]]} | '$.input' is invalid.",
                "openai | {\"input\":\"a\",\"encoding_format\":\"int8\"} | Invalid value: 'int8'.",
                "openai | {\"input\":\"a\",\"dimensions\":\"8\"} | Invalid type for 'dimensions'",
                "openai | {\"input\":\"a\",\"dimensions\":9999} | Must be less than or equal to 1536.",
                "openai | {\"input\":\"a\",\"user\":1} | Invalid type for 'user'",
                "cohere | {\"texts\":[]} | texts: must have from 1 to 96 elements",
                "cohere | {\"texts\":[\"a\"]} | valid input_type must be provided",
                "cohere | {\"texts\":[\"a\"],\"input_type\":\"search_query\"} | embedding_types",
                "cohere | {\"texts\":[\"a\"],\"input\":\"a\"} | unknown field: input",
                "ollama | {\"input\":1} | invalid input type",
                "ollama | {\"input\":[1]} | invalid input type",
                "gemini | {\"requests\":[]} | must not be empty",
                "gemini | {\"contents\":[]} | Unknown name \"contents\"",
                "gemini | {\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]} | must be the model of the batch",
                "vertex | {\"instances\":[]} | Empty instances.",
                "vertex | {\"instances\":[{\"content\":\"\"}]} | The text content is empty.",
                "vertex | {\"instances\":[{\"content\":\"a\"}],\"parameters\":{\"x\":1}} | unknown parameter: x"
            })
    void shouldRefuseWhatTheServiceRefuses(String dialect, String body, String message) {
        // When
        var reading = read(dialect, "text-embedding-3-small", body);

        // Then
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused) reading).error().status()).isEqualTo(400);
        assertThat(((Reading.Refused) reading).error().message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amazon.titan-embed-text-v2:0 | {\"texts\":[\"a\"]} | extraneous key [texts]",
                "amazon.titan-embed-text-v2:0 | {} | required key [inputText] not found",
                "amazon.titan-embed-text-v2:0 | {\"inputText\":\"\"} | expected minLength: 1",
                "amazon.titan-embed-text-v2:0 | {\"inputText\":\"a\",\"dimensions\":768} | 768 is not a valid enum value",
                "amazon.titan-embed-text-v2:0 | {\"inputText\":\"a\",\"normalize\":1} | expected type: Boolean",
                "amazon.titan-embed-text-v1 | {\"inputText\":\"a\",\"dimensions\":256} | extraneous key [dimensions]",
                "cohere.embed-english-v3 | {\"inputText\":\"a\"} | extraneous key [inputText]",
                "cohere.embed-english-v3 | {\"texts\":[]} | expected from 1 to 96 items",
                "cohere.embed-english-v3 | {\"texts\":[\"a\"]} | #/input_type",
                "cohere.embed-english-v3 | {\"texts\":[\"a\"],\"input_type\":\"search_query\",\"output_dimension\":256} | extraneous key [output_dimension]",
                "cohere.embed-english-v3 | {\"texts\":[\"a\"],\"input_type\":\"search_query\",\"truncate\":\"LEFT\"} | LEFT is not a valid enum value",
                "cohere.embed-v4:0 | {\"texts\":[\"a\"],\"input_type\":\"search_query\",\"truncate\":\"END\"} | END is not a valid enum value",
                "cohere.embed-v4:0 | {\"texts\":[\"a\"],\"input_type\":\"search_query\",\"output_dimension\":300} | 300 is not a valid enum value",
                "anthropic.claude-3-haiku | {\"messages\":[]} | no body for this model"
            })
    void shouldRefuseWhatAFamilyOfBedrocksRefuses(String model, String body, String message) {
        // When
        var reading = read("bedrock", model, body);

        // Then
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused) reading).error().status()).isEqualTo(400);
        assertThat(((Reading.Refused) reading).error().message()).contains(message);
    }

    @Test
    void shouldTakeOneTextAtATimeWhereTheModelDoes() {
        // Given
        var body = "{\"instances\":[{\"content\":\"a\"},{\"content\":\"b\"}]}";

        // When / Then
        assertThat(read("vertex", "gemini-embedding-001", body)).isInstanceOf(Reading.Refused.class);
        assertThat(read("vertex", "text-embedding-005", body)).isInstanceOf(Reading.Understood.class);
    }

    @Test
    void shouldRefuseATextLongerThanTheModelTakes() {
        // When
        var reading = read("openai", "text-embedding-3-small", "{\"input\":\"" + "word ".repeat(8_000) + "\"}");

        // Then
        assertThat(((Reading.Refused) reading).error().message()).contains("maximum context length is 8192 tokens");
    }

    @Test
    void shouldWriteTheSameVectorAsNumbersAndAsBytes() {
        // Given
        var vector = Vector.of("m", "text", 3);

        // When
        var bytes = ByteBuffer.wrap(
                        Base64.getDecoder().decode(Vector.base64(vector).asText()))
                .order(ByteOrder.LITTLE_ENDIAN);

        // Then
        var numbers = Vector.numbers(vector);
        var length = 0.0;
        for (var i = 0; i < 3; i++) {
            assertThat(bytes.getFloat()).isEqualTo(numbers.get(i).floatValue());
            length += Math.pow(numbers.get(i).floatValue(), 2);
        }
        assertThat(length).isBetween(0.999, 1.001);
        assertThat(Vector.of("m", "text", 3)).isEqualTo(vector).isNotEqualTo(Vector.of("n", "text", 3));
    }

    @Test
    void shouldCountTokensAsGiven() {
        // When
        var reading = (Reading.Understood) read("openai", "m", "{\"input\":[[1,2,3],[4]]}");

        // Then
        assertThat(reading.ask().promptTokens()).isEqualTo(4);
        assertThat(reading.ask().embeds().orElseThrow().tokens()).isEqualTo(List.of(3, 1));
    }

    private static Reading read(String dialect, String model, String body) {
        EmbeddingShape shape = switch (dialect) {
            case "openai" -> new OpenAiEmbeddings();
            case "cohere" -> new CohereEmbeddings();
            case "ollama" -> new OllamaEmbeddings();
            case "gemini" -> new GeminiEmbeddings();
            case "vertex" -> new VertexEmbeddings();
            case "bedrock" -> new BedrockEmbeddings();
            default -> throw new IllegalArgumentException(dialect);
        };
        return shape.read(
                model, Json.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }
}
