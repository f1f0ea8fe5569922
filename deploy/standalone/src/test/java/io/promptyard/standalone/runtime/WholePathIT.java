package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.BookedCall.Outcome;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gateway, topics, router, workers and providers in one process, asked by OpenAI's own client. */
class WholePathIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestYard yard;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
        client = OpenAIOkHttpClient.builder()
                .baseUrl(yard.gatewayUrl())
                .apiKey("any")
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        yard.close();
    }

    @BeforeEach
    void emptyBooks() {
        yard.simulator().books().clear();
        yard.simulator().script(FaultScript.NONE);
    }

    @Test
    void shouldAnswerAndSayWhoDidAndForHowMuchWhenTheRouterChooses() {
        // When
        Reply response = raw(ask("auto"));
        // Then
        List<BookedCall> calls = yard.simulator().books().calls();
        assertThat(calls).hasSize(1);
        BookedCall call = calls.getFirst();
        ChatCompletion completion = response.completion();
        completion.validate();
        assertThat(completion.choices().getFirst().message().content().orElseThrow())
                .startsWith("[simulated " + call.model() + "]");
        assertThat(response.header("x-promptyard-provider")).isEqualTo(call.provider());
        assertThat(response.header("x-promptyard-model")).isEqualTo(call.provider() + "/" + call.model());
        assertThat(response.header("x-promptyard-route")).isEqualTo("rest");
        assertThat(response.header("x-promptyard-attempts")).isEqualTo("1");
        assertThat(response.header("x-request-id")).isNotBlank();
        assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(call.promptTokens());
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(call.completionTokens());
        assertThat(new BigDecimal(response.header("x-promptyard-cost-usd"))).isEqualByComparingTo(yard.cost(call));
    }

    @Test
    void shouldStreamWithUsageAtTheEnd() {
        // Given
        ChatCompletionCreateParams asked = ask("openai/gpt-4o")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        // When
        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asked)) {
            chunks = stream.stream().toList();
        }
        // Then
        BookedCall call = yard.calls("openai", "gpt-4o").getFirst();
        String text = chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta().content().orElse(""))
                .collect(Collectors.joining());
        assertThat(text).startsWith("[simulated gpt-4o]").hasSizeGreaterThan(30);
        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(call.completionTokens());
        assertThat(call.streamed()).isTrue();
    }

    @Test
    void shouldStreamAnotherDialectInOpenAisOwn() {
        // When
        String text;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(ask("smart").build())) {
            text = stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .map(choice -> choice.delta().content().orElse(""))
                    .collect(Collectors.joining());
        }
        // Then
        assertThat(text).startsWith("[simulated claude-sonnet-4-5]");
    }

    @Test
    void shouldCallAToolWhenOneIsOffered() {
        // Given
        FunctionDefinition weather = FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of()))
                        .build())
                .build();
        // When
        ChatCompletion completion = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("auto")
                        .addUserMessage("Please call tool weather for Bonn")
                        .addFunctionTool(weather)
                        .build());
        // Then
        assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
        assertThat(completion
                        .choices()
                        .getFirst()
                        .message()
                        .toolCalls()
                        .orElseThrow()
                        .getFirst()
                        .asFunction()
                        .function()
                        .name())
                .isEqualTo("weather");
    }

    @Test
    void shouldSendAnImageOnlyToAModelThatSees() {
        // Given
        var text = ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                .text("What is in this picture?")
                .build());
        var image = ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url("data:image/png;base64,iVBORw0KGgo=")
                        .build())
                .build());
        // When
        Reply response = raw(ChatCompletionCreateParams.builder()
                .model("auto")
                .addUserMessageOfArrayOfContentParts(List.of(text, image)));
        // Then
        BookedCall call = yard.simulator().books().calls().getFirst();
        assertThat(call.promptTokens()).isGreaterThan(85);
        assertThat(yard.config
                        .catalogue()
                        .find(io.promptyard.model.Target.parse(response.header("x-promptyard-model")))
                        .orElseThrow()
                        .capabilities())
                .contains(io.promptyard.connector.catalogue.Capability.VISION);
    }

    @Test
    void shouldGiveVectorsOfTheModelThatIsNamedAndSayWhatTheyCost() {
        // Given
        EmbeddingCreateParams asked = EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .inputOfArrayOfStrings(List.of("fresh bread", "seven shops"))
                .dimensions(64)
                .build();
        // When
        CreateEmbeddingResponse vectors;
        Headers headers;
        try (HttpResponseFor<CreateEmbeddingResponse> response =
                client.embeddings().withRawResponse().create(asked)) {
            vectors = response.parse();
            headers = response.headers();
        }
        // Then
        BookedCall call = yard.calls("openai", "text-embedding-3-small").getFirst();
        assertThat(vectors.data())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.embedding()).hasSize(64));
        assertThat(vectors.usage().promptTokens()).isEqualTo(call.promptTokens());
        assertThat(headers.values("x-promptyard-model")).containsExactly("openai/text-embedding-3-small");
        assertThat(new BigDecimal(headers.values("x-promptyard-cost-usd").getFirst()))
                .isPositive()
                .isEqualByComparingTo(yard.cost(call));
    }

    @Test
    void shouldTryAgainForVectorsAndAtNoOtherModel() {
        // Given
        yard.simulator()
                .script(FaultScript.of(FaultRule.of("fail500")
                        .forModel("text-embedding-3-large")
                        .forCalls(1, 1)));
        // When
        CreateEmbeddingResponse vectors = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("openai/text-embedding-3-large")
                        .input("fresh bread")
                        .build());
        // Then
        assertThat(vectors.data().getFirst().embedding()).hasSize(3072);
        assertThat(yard.calls("openai", "text-embedding-3-large"))
                .extracting(BookedCall::status)
                .containsExactly(500, 200);
        assertThat(yard.simulator().books().calls()).hasSize(2);
    }

    @Test
    void shouldRefuseVectorsOfAModelThatHasNone() {
        // When
        BadRequestException thrown = catchThrowableOfType(
                BadRequestException.class,
                () -> client.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("openai/gpt-4o")
                                .input("fresh bread")
                                .build()));
        // Then
        assertThat(thrown.getMessage()).contains("openai/gpt-4o has no embeddings");
        assertThat(yard.simulator().books().calls()).isEmpty();
    }

    @Test
    void shouldAnswer404WhenNobodyHasTheModel() {
        // When
        NotFoundException thrown = catchThrowableOfType(
                NotFoundException.class,
                () -> client.chat().completions().create(ask("nobody/has-this").build()));
        // Then
        assertThat(thrown.code()).contains("model_not_found");
        assertThat(thrown.headers().values("x-should-retry")).containsExactly("false");
        assertThat(yard.simulator().books().calls()).isEmpty();
    }

    @Test
    void shouldStayWithinTheRegionsAsked() {
        // When
        Reply response = raw(ask("auto").putAdditionalHeader("x-promptyard-regions", "eu"));
        // Then
        assertThat(response.header("x-promptyard-provider")).isEqualTo("mistral");
    }

    @Test
    void shouldRefuseWhenTheModelAskedForIsOutsideTheRegions() {
        // When
        OpenAIServiceException thrown = refused(ask("openai/gpt-4o").putAdditionalHeader("x-promptyard-regions", "eu"));
        // Then
        assertThat(thrown.statusCode()).isEqualTo(503);
        assertThat(thrown.code()).contains("unroutable");
        assertThat(yard.simulator().books().calls()).isEmpty();
    }

    @Test
    void shouldFallBackWhenTheFirstProviderIsDead() {
        // When
        Reply response = raw(ask("auto").putAdditionalHeader("x-promptyard-endpoint", "shaky"));
        // Then
        assertThat(response.header("x-promptyard-model")).isEqualTo("openai/gpt-4o");
        assertThat(response.header("x-promptyard-route")).isEqualTo("shaky");
        assertThat(Integer.parseInt(response.header("x-promptyard-attempts"))).isGreaterThan(1);
        assertThat(yard.calls("openai", "gpt-4o")).hasSize(1);
    }

    @Test
    void shouldComeBackNoSoonerThanToldWhenRateLimited() {
        // Given
        yard.simulator()
                .script(FaultScript.of(
                        FaultRule.of("fail429after1").forModel("gpt-4o-mini").forCalls(1, 1)));
        // When
        Reply response = raw(ask("openai/gpt-4o-mini"));
        // Then
        assertThat(response.header("x-promptyard-attempts")).isEqualTo("2");
        List<BookedCall> calls = yard.calls("openai", "gpt-4o-mini");
        assertThat(calls).extracting(BookedCall::status).containsExactly(429, 200);
        assertThat(Duration.between(calls.getFirst().at(), calls.getLast().at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldRefuseAndWriteADeadLetterWhenEveryAttemptFails() {
        // When
        OpenAIServiceException thrown = refused(ask("openai/gpt-4o--fail500"));
        // Then
        assertThat(thrown).isInstanceOf(InternalServerException.class);
        assertThat(thrown.headers().values("x-should-retry")).containsExactly("false");
        assertThat(thrown.headers().values("x-promptyard-attempts")).containsExactly("3");
        assertThat(yard.calls("openai", "gpt-4o--fail500")).hasSize(3);
        String id = thrown.headers().values("x-request-id").getFirst();
        try (TopicTail<DeadLetter> letters = yard.tail(yard.topics.deadLetters())) {
            DeadLetter letter = letters.await(id, 1).getFirst().value();
            assertThat(letter.kind()).isEqualTo(FailureKind.PROVIDER_ERROR);
            assertThat(letter.request()).isNotNull();
            assertThat(letter.attempts()).hasSize(3);
        }
    }

    @Test
    void shouldKnowWhatACallCostThoughTheClientHangsUp() throws Exception {
        // Given
        URI gateway = URI.create(yard.gatewayUrl());
        String body =
                "{\"model\":\"slow/one--slow2000\",\"messages\":[{\"role\":\"user\",\"content\":\"Name a river.\"}]}";
        String head = "POST " + gateway.getPath() + "/chat/completions HTTP/1.1\r\nhost: yard\r\n"
                + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
        // When
        try (Socket client = new Socket(gateway.getHost(), gateway.getPort())) {
            client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            await("it is called")
                    .atMost(PATIENCE)
                    .until(() -> !yard.calls("slow", "one--slow2000").isEmpty());
        }
        // Then
        try (TopicTail<ProviderAttempt> attempts = yard.tail(yard.topics.attempts())) {
            ProviderAttempt ended = attempts.await(each -> isEndOf("one--slow2000", each.value()), 1)
                    .getFirst()
                    .value();
            BookedCall booked = yard.calls("slow", "one--slow2000").getFirst();
            assertThat(booked.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(ended.kind()).isEqualTo(FailureKind.CANCELLED);
            assertThat(ended.usage().promptTokens()).isEqualTo(booked.promptTokens());
            assertThat(ended.usage().completionTokens()).isEqualTo(booked.completionTokens());
            assertThat(ended.costUsd()).isEqualByComparingTo(yard.cost(booked));
        }
    }

    private static boolean isEndOf(String model, ProviderAttempt attempt) {
        return attempt.target().model().value().equals(model) && attempt.phase() == Phase.ENDED;
    }

    @Test
    void shouldListModels() {
        // When
        List<String> ids = client.models().list().data().stream().map(Model::id).toList();
        // Then
        assertThat(ids).contains("auto", "openai/gpt-4o", "anthropic/claude-sonnet-4-5");
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Name three rivers of Europe, please.");
    }

    private record Reply(ChatCompletion completion, Headers headers) {
        String header(String name) {
            return headers.values(name).getFirst();
        }
    }

    private static Reply raw(ChatCompletionCreateParams.Builder asked) {
        try (HttpResponseFor<ChatCompletion> response =
                client.chat().completions().withRawResponse().create(asked.build())) {
            return new Reply(response.parse(), response.headers());
        }
    }

    private static OpenAIServiceException refused(ChatCompletionCreateParams.Builder asked) {
        return catchThrowableOfType(
                OpenAIServiceException.class, () -> client.chat().completions().create(asked.build()));
    }
}
