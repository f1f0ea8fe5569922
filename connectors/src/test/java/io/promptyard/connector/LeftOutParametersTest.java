package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolDefinition;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every dialect leaves out it says, by name: with the call, to the sink and to whoever counts. Nobody answers here. */
class LeftOutParametersTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final String SCHEMA = "{\"type\":\"object\"}";
    private static final String CACHE = "{\"cache_control\":{\"type\":\"ephemeral\"}}";

    /** Hints that are given and hints that say nothing, and a field that no chat completion has. */
    private static final String EXTRA = "{\"store\":true,\"service_tier\":\"flex\",\"verbosity\":\"low\","
            + "\"prompt_cache_key\":\"k\",\"prediction\":{},\"metadata\":{\"team\":\"a\"},\"zeta\":1,\"eta\":0,"
            + "\"stream_options\":{\"include_usage\":true},\"logit_bias\":{},\"modalities\":[\"text\"]}";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> heard = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai | ''",
                "azure | cache_control",
                "anthropic | extra frequency_penalty image_url.detail messages.name metadata presence_penalty"
                        + " prompt_cache_key reasoning_effort response_format seed service_tier store tools.strict"
                        + " top_p verbosity",
                "bedrock | extra frequency_penalty image_url.detail messages.name metadata presence_penalty"
                        + " prompt_cache_key reasoning_effort response_format seed service_tier store tools.strict user"
                        + " verbosity",
                "cohere | cache_control extra messages.name metadata prompt_cache_key reasoning_effort service_tier"
                        + " store tools.strict user verbosity",
                "gemini | cache_control extra image_url.detail messages.name metadata prompt_cache_key"
                        + " reasoning_effort service_tier store tools.strict user verbosity",
                "vertex | cache_control extra image_url.detail messages.name metadata prompt_cache_key"
                        + " reasoning_effort service_tier store tools.strict user verbosity",
                "ollama | cache_control extra image_url.detail messages.name metadata prompt_cache_key"
                        + " reasoning_effort service_tier store tools.strict user verbosity",
                "responses | cache_control extra frequency_penalty messages.name presence_penalty seed"
            })
    void shouldNameEveryHintThatItLeavesOut(String dialect, String names) {
        // Given
        SamplingParameters sampling = new SamplingParameters(
                null, 100, 0.5, 0.9, null, 1, List.of(), 7L, 0.5, 0.25, false, null, true, "low", "user-1");
        @Nullable String format = dialect.equals("cohere") ? null : "{\"type\":\"json_object\"}";

        // When
        ProviderCall call = start(dialect, false, body(sampling, format, EXTRA), true);

        // Then
        List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(" "));
        assertThat(call.droppedParameters()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(heard).containsExactlyElementsOf(call.droppedParameters());
        assertThat(counted)
                .containsExactlyElementsOf(call.droppedParameters().stream()
                        .map(each -> "p " + each)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openai", "azure", "anthropic", "bedrock", "cohere", "gemini", "vertex", "ollama", "responses"})
    void shouldSayNothingWhereNothingIsLeftOut(String dialect) {
        // When
        ProviderCall call = start(dialect, true, PromptBody.ofUser("Hello"), false);

        // Then
        assertThat(call.droppedParameters()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(counted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure | top_k",
                "anthropic | n logprobs stop logit_bias modalities web_search_options tool_choice",
                "bedrock | n logprobs top_k logit_bias modalities web_search_options tool_choice parallel_tool_calls"
                        + " response_format",
                "cohere | n logprobs seed logit_bias modalities web_search_options parallel_tool_calls"
                        + " response_format",
                "gemini | seed logit_bias modalities web_search_options parallel_tool_calls",
                "vertex | seed logit_bias modalities web_search_options parallel_tool_calls",
                "ollama | n logit_bias modalities web_search_options tool_choice parallel_tool_calls",
                "responses | n stop top_k logit_bias modalities web_search_options"
            })
    void shouldRefuseByNameWhatChangesTheAnswerAndLeaveItOutWhereToldTo(String dialect, String names) throws Exception {
        for (String name : names.split(" ")) {
            PromptBody body = asking(name);

            // When
            ProviderCall refused = start(dialect, false, body, false);
            ProviderCall dropped = start(dialect, true, body, false);

            // Then
            Failed failed = (Failed)
                    refused.outcome().toCompletionStage().toCompletableFuture().get();
            assertThat(failed.kind()).as(name).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(failed.message()).startsWith(name + ": ");
            assertThat(refused.droppedParameters()).isEmpty();
            assertThat(dropped.droppedParameters()).containsExactly(name);
            assertThat(((Failed) dropped.outcome()
                                    .toCompletionStage()
                                    .toCompletableFuture()
                                    .get())
                            .kind())
                    .as("sent")
                    .isEqualTo(FailureKind.NETWORK);
        }
    }

    @Test
    void shouldRefuseWhatIsNoParameterWhateverThePolicy() throws Exception {
        // Given
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.UNKNOWN, "Hello")),
                List.of(),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When
        ProviderCall call = start("anthropic", true, body, false);

        // Then
        Failed failed = (Failed)
                call.outcome().toCompletionStage().toCompletableFuture().get();
        assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    }

    /** A prompt that says {@code name} in a way that most dialects cannot take, and nothing else that one could not. */
    private static PromptBody asking(String name) {
        SamplingParameters none = SamplingParameters.DEFAULTS;
        return switch (name) {
            case "n" -> sampled(null, 2, List.of(), null, null, null);
            case "logprobs" -> sampled(null, null, List.of(), null, true, null);
            case "top_k" -> sampled(5, null, List.of(), null, null, null);
            case "stop" -> sampled(null, null, List.of(" "), null, null, null);
            case "seed" -> sampled(null, null, List.of(), -1L << 40, null, null);
            case "parallel_tool_calls" -> sampled(null, null, List.of(), null, null, false);
            case "tool_choice" ->
                asking(none, "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\"}}", null, "{}");
            case "response_format" ->
                asking(none, null, "{\"type\":\"json_schema\",\"json_schema\":{\"schema\":" + SCHEMA + "}}", "{}");
            case "modalities" -> asking(none, null, null, "{\"modalities\":[\"text\",\"audio\"]}");
            default -> asking(none, null, null, "{\"" + name + "\":{\"a\":1}}");
        };
    }

    private static PromptBody sampled(
            @Nullable Integer topK,
            @Nullable Integer n,
            List<String> stop,
            @Nullable Long seed,
            @Nullable Boolean logprobs,
            @Nullable Boolean parallel) {
        SamplingParameters sampling = new SamplingParameters(
                null, null, null, null, topK, n, stop, seed, null, null, logprobs, null, parallel, null, null);
        return asking(sampling, null, null, "{}");
    }

    private static PromptBody asking(
            SamplingParameters sampling, @Nullable String choice, @Nullable String format, String extra) {
        List<ToolDefinition> tools = List.of(new ToolDefinition("find", null, SCHEMA, null, "function", "{}"));
        return new PromptBody(List.of(ChatMessage.of(Role.USER, "Hello")), tools, choice, sampling, format, extra);
    }

    private static PromptBody body(SamplingParameters sampling, @Nullable String format, String extra) {
        ChatMessage named = new ChatMessage(
                Role.USER,
                List.of(
                        new TextPart("What is this?", CACHE),
                        new ImagePart("data:image/png;base64,iVBORw0KGgo=", "low", "{}")),
                List.of(),
                null,
                "ada",
                "{}");
        List<ToolDefinition> tools = List.of(
                new ToolDefinition("find", null, SCHEMA, true, "function", "{}"),
                new ToolDefinition("count", null, SCHEMA, null, "function", "{}"));
        return new PromptBody(List.of(named), tools, null, sampling, format, extra);
    }

    private ProviderCall start(String dialect, boolean drop, PromptBody body, boolean stream) {
        ProviderConfig config = ProviderConfig.at(new ProviderId("p"), dialect, NOBODY)
                .dropUnsupported(drop)
                .build();
        ConnectorContext context = new ConnectorContext(
                vertx, Clock.systemUTC(), (provider, parameter) -> counted.add(provider + " " + parameter));
        ProviderConnector connector = ConnectorRegistry.load().create(config, context);
        return connector.start(Prompts.dispatch(Target.of("p", "m"), body, stream), "attempt", "key", new ChunkSink() {
            @Override
            public void accept(CompletionDelta delta) {
                heard.add("piece");
            }

            @Override
            public void leftOut(List<String> parameters) {
                heard.addAll(parameters);
            }
        });
    }
}
