package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.EmbeddingInput.Text;
import io.promptyard.model.EmbeddingInput.Tokens;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingsTest {
    private static final String FLOATS = "[0.0023064255,-0.10,1E-7]";
    /** The same as 32-bit floats, the low byte first. */
    private static final String BYTES = "\"ZicXO83MzL2Vv9Yz\"";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("\"Hello\"", List.of(new Text("Hello"))),
                Arguments.of("[\"One\",\"Two\"]", List.of(new Text("One"), new Text("Two"))),
                Arguments.of("[9906,0]", List.of(new Tokens(List.of(9906, 0)))),
                Arguments.of("[[1],[2,3]]", List.of(new Tokens(List.of(1)), new Tokens(List.of(2, 3)))));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void shouldTakeEveryFormOfInput(String json, List<EmbeddingInput> inputs) {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(vectors(prompt, FLOATS)));

        // When
        HttpResponse<String> response = embed("{\"model\":\"m\",\"input\":" + json + "}");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(((EmbeddingBody) gateway.bus.prompts.getFirst().body()).inputs())
                .isEqualTo(inputs);
    }

    @Test
    void shouldCarryEveryFieldAndAnswerInOpenAisWords() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(vectors(prompt, FLOATS, "[0.5]")));

        // When
        HttpResponse<String> response = embed("{\"model\":\"cheap\",\"input\":[\"a\",\"b\"],\"dimensions\":256,"
                + "\"encoding_format\":\"float\",\"user\":\"u\",\"input_type\":\"search_query\",\"zeta\":1.10,"
                + "\"promptyard\":{\"tenant\":\"acme\"}}");

        // Then
        PromptRequest prompt = gateway.bus.prompts.getFirst();
        assertThat(prompt.model()).isEqualTo("cheap");
        assertThat(prompt.tenant()).isEqualTo("acme");
        assertThat(prompt.stream()).isFalse();
        assertThat(prompt.body())
                .isEqualTo(new EmbeddingBody(
                        List.of(new Text("a"), new Text("b")),
                        256,
                        "float",
                        "u",
                        "{\"input_type\":\"search_query\",\"zeta\":1.10}"));
        assertThat(response.body())
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + FLOATS
                                + "},{\"object\":\"embedding\",\"index\":1,\"embedding\":[0.5]}],\"model\":\"text-embedding-3-small\","
                                + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
        assertThat(response.headers().firstValue("x-promptyard-model")).contains("openai/text-embedding-3-small");
        assertThat(response.headers().firstValue("x-promptyard-cost-usd")).contains("0.00000016");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "base64 | [0.0023064255,-0.10,1E-7] | `\"ZicXO83MzL2Vv9Yz\"`",
                "float  | `\"ZicXO83MzL2Vv9Yz\"`    | [0.0023064255,-0.1,1.0E-7]",
                "base64 | `\"ZicXO83MzL2Vv9Yz\"`    | `\"ZicXO83MzL2Vv9Yz\"`",
                "float  | [0.0023064255,-0.10,1E-7] | [0.0023064255,-0.10,1E-7]"
            })
    void shouldConvertOnlyWhereTheProviderGaveTheOtherEncoding(String asked, String given, String sent) {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(vectors(prompt, given)));

        // When
        HttpResponse<String> response =
                embed("{\"model\":\"m\",\"input\":\"x\",\"encoding_format\":\"" + asked + "\"}");

        // Then
        assertThat(response.body()).contains("\"embedding\":" + sent + "}");
    }

    @Test
    void shouldBeReadByOpenAisOwnClient() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(vectors(prompt, BYTES)));
        try (var sdk = new Sdk(gateway.baseUrl())) {

            // When
            CreateEmbeddingResponse response = sdk.client
                    .embeddings()
                    .create(EmbeddingCreateParams.builder()
                            .model("text-embedding-3-small")
                            .input("Hello")
                            .build());

            // Then
            assertThat(response.data()).hasSize(1);
            assertThat(response.data().getFirst().embedding()).containsExactly(0.0023064255f, -0.1f, 1e-7f);
            assertThat(response.usage().promptTokens()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input\":\"x\"} | `` | you must provide a model parameter",
                "{\"model\":\"auto\",\"input\":\"x\"} | model | embeddings need the name of a model",
                "{\"model\":\"m\"} | input | Missing required parameter: 'input'.",
                "{\"model\":\"m\",\"input\":\"\"} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":[]} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":[\"a\",\"\"]} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":[\"a\",1]} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":[1,-1]} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":[[]]} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":{}} | input | '$.input' is invalid",
                "{\"model\":\"m\",\"input\":\"x\",\"dimensions\":0} | dimensions | must be at least 1",
                "{\"model\":\"m\",\"input\":\"x\",\"encoding_format\":\"int8\"} | encoding_format | must be float or base64",
                "{\"model\":\"m\",\"input\":\"x\",\"stream\":true} | stream | Unrecognized request argument"
            })
    void shouldRefuseByNameWhatIsNoRequest(String body, String param, String message) {
        // When
        HttpResponse<String> response = embed(body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        JsonObject error = new JsonObject(response.body()).getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(error.getString("message")).contains(message);
        assertThat(String.valueOf(error.getString("param"))).isEqualTo(param.isEmpty() ? "null" : param);
        assertThat(gateway.bus.prompts).isEmpty();
    }

    @Test
    void shouldRefuseMoreInputsThanOpenAiTakes() {
        // When
        HttpResponse<String> response = embed("{\"model\":\"m\",\"input\":[" + "\"x\",".repeat(2048) + "\"x\"]}");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("at most 2048 inputs");
    }

    @Test
    void shouldPassOnARefusal() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(
                Answers.refusal(prompt, FailureKind.INVALID_REQUEST, "model: gpt-4o has no embeddings", null)));

        // When
        HttpResponse<String> response = embed("{\"model\":\"gpt-4o\",\"input\":\"x\"}");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("gpt-4o has no embeddings");
    }

    private HttpResponse<String> embed(String body) {
        return gateway.send(gateway.request("/embeddings")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static FinalResponse vectors(PromptRequest prompt, String... vectors) {
        Answer answer = new Answer(
                Target.of("openai", "text-embedding-3-small"),
                "default",
                new CompletionContent.Embeddings(List.of(vectors), null, "{}"),
                FinishReason.STOP,
                TokenUsage.of(8, 0),
                42,
                null,
                Answers.ATTEMPT,
                0);
        return new FinalResponse(
                prompt.id(), prompt.createdAt(), prompt.tenant(), answer, 1, new BigDecimal("0.00000016"), null);
    }

    private static final class Sdk implements AutoCloseable {
        private final OpenAIClient client;

        Sdk(String baseUrl) {
            client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("any").build();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
