package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ReplyReader;
import io.promptyard.connector.http.ServedTier;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat completion, plain or streamed, in our words. Stateless. */
final class OpenAiResponseMapper implements ReplyReader {
    private final String reasoning;

    OpenAiResponseMapper() {
        this(PresetRules.REASONING);
    }

    /** @param reasoning what the host calls {@code reasoning_content} */
    OpenAiResponseMapper(String reasoning) {
        this.reasoning = reasoning;
    }

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        failOnError(body);
        if (!(body instanceof ObjectNode json) || !json.path("choices").isArray()) {
            throw ReplyException.malformed("no choices in the reply");
        }
        List<Completion.Choice> choices = new ArrayList<>();
        for (JsonNode choice : json.path("choices")) {
            choices.add(choice(choice, choices.size()));
        }
        if (choices.isEmpty()) {
            throw ReplyException.malformed("no choices in the reply");
        }
        Completion completion = new Completion(
                choices,
                json.path("id").textValue(),
                OpenAiAnswerMapper.rest(json, "id", "object", "created", "model", "choices", "usage"));
        return new Reply(completion, choices.getFirst().finishReason(), OpenAiUsage.of(ServedTier.usage(json)));
    }

    @Override
    public ReplyReader embeddings() {
        return new OpenAiEmbeddingsReader();
    }

    @Override
    public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
        return OpenAiUsage.of(ServedTier.usage(body));
    }

    @Override
    public StreamReader stream() {
        return new OpenAiStreamReader(reasoning);
    }

    /** A host's own name for {@code reasoning_content}, where it has not given that too. */
    static void inOurWords(ObjectNode message, String reasoning) {
        if (!reasoning.equals(PresetRules.REASONING)
                && message.path(reasoning).isTextual()
                && !message.hasNonNull(PresetRules.REASONING)) {
            message.set(PresetRules.REASONING, message.remove(reasoning));
        }
    }

    /** Some hosts report an error with status 200, and some send {@code "error": null} with every answer. */
    static void failOnError(JsonNode body) throws ReplyException {
        if (body.hasNonNull("error")) {
            throw ReplyException.reported(ProviderError.of(body));
        }
    }

    private Completion.Choice choice(JsonNode node, int position) throws ReplyException {
        if (!(node instanceof ObjectNode json) || !(json.get("message") instanceof ObjectNode message)) {
            throw ReplyException.malformed("no message in choice " + position);
        }
        failOnError(json);
        inOurWords(message, reasoning);
        FinishReason reason = OpenAiAnswerMapper.finishReason(json.path("finish_reason"));
        return new Completion.Choice(
                json.path("index").asInt(position),
                OpenAiAnswerMapper.message(message),
                reason,
                logprobs(json.path("logprobs")),
                rest(json, reason));
    }

    /** A reason we have no word for stays in {@code extra}, as the provider spelt it. */
    private static String rest(ObjectNode json, FinishReason reason) {
        return reason == FinishReason.UNKNOWN && json.hasNonNull("finish_reason")
                ? OpenAiAnswerMapper.rest(json, "index", "message", "logprobs")
                : OpenAiAnswerMapper.rest(json, "index", "message", "logprobs", "finish_reason");
    }

    private static @Nullable String logprobs(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : WireJson.text(node);
    }
}
