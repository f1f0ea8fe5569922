package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.RequestWriter;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch as the body of a chat completion. Typed fields first and always in the same order, then what stood in
 * {@code extra}, in the client's order; lists stay as they are: prompt caches match bytes. Stateless.
 */
final class OpenAiRequestMapper implements RequestWriter {
    private static final Set<String> TOOL_CHOICES = Set.of("none", "auto", "required");

    private final OpenAiMessageMapper messages;
    private final OpenAiEmbeddingsMapper embeddings = new OpenAiEmbeddingsMapper();
    private final @Nullable Function<Unsupported, PresetRules> rules;

    /** For OpenAI's own wire, whoever speaks it. */
    OpenAiRequestMapper() {
        this(null, OwnFields.KEEPING_REASONING);
    }

    /**
     * @param rules what the host differs in, for one call; null when in nothing
     * @param own what it gets of our own fields in a history
     */
    OpenAiRequestMapper(@Nullable Function<Unsupported, PresetRules> rules, OwnFields own) {
        this.rules = rules;
        this.messages = new OpenAiMessageMapper(own);
    }

    @Override
    public ObjectNode write(Dispatch dispatch, Unsupported unsupported) throws PromptRejectedException {
        return switch (dispatch.request().body()) {
            case PromptBody body ->
                ruled(map(dispatch.target().model().value(), body, dispatch.request().stream()), unsupported);
            case PromptContent.EmbeddingBody embedding -> ruled(embeddings.map(dispatch, embedding), unsupported);
            case PromptContent.Sealed sealed ->
                throw new PromptRejectedException("body: is sealed, no key for it here");
        };
    }

    private ObjectNode ruled(ObjectNode json, Unsupported unsupported) throws PromptRejectedException {
        return rules == null ? json : rules.apply(unsupported).apply(json);
    }

    private ObjectNode map(String model, PromptBody body, boolean stream) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("model", model);
        messages(json.putArray("messages"), body.messages());
        sampling(json, body.sampling());
        if (!body.tools().isEmpty()) {
            tools(json.putArray("tools"), body.tools());
        }
        if (body.toolChoice() != null) {
            json.set("tool_choice", toolChoice(body.toolChoice()));
        }
        if (body.responseFormat() != null) {
            json.set("response_format", ExtraJson.value(body.responseFormat(), "response_format"));
        }
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        if (stream) {
            // Always asked for, because usage is money; who did not ask for it is not shown it.
            json.put("stream", true).putObject("stream_options").put("include_usage", true);
        } else {
            extra.remove(List.of("stream", "stream_options"));
        }
        WireJson.merge(json, extra);
        return json;
    }

    private void messages(ArrayNode array, List<ChatMessage> list) throws PromptRejectedException {
        for (ChatMessage message : list) {
            array.add(messages.map(message, "messages[" + array.size() + "]"));
        }
    }

    private static void sampling(ObjectNode json, SamplingParameters sampling) {
        put(json, "max_tokens", sampling.maxTokens());
        put(json, "max_completion_tokens", sampling.maxCompletionTokens());
        put(json, "temperature", sampling.temperature());
        put(json, "top_p", sampling.topP());
        put(json, "top_k", sampling.topK());
        put(json, "n", sampling.n());
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(json.putArray("stop")::add);
        }
        put(json, "seed", sampling.seed());
        put(json, "presence_penalty", sampling.presencePenalty());
        put(json, "frequency_penalty", sampling.frequencyPenalty());
        put(json, "logprobs", sampling.logprobs());
        put(json, "top_logprobs", sampling.topLogprobs());
        put(json, "parallel_tool_calls", sampling.parallelToolCalls());
        put(json, "reasoning_effort", sampling.reasoningEffort());
        put(json, "user", sampling.user());
    }

    private static void tools(ArrayNode array, List<ToolDefinition> tools) throws PromptRejectedException {
        for (ToolDefinition tool : tools) {
            array.add(tool(tool, "tools[" + array.size() + "]"));
        }
    }

    private static ObjectNode tool(ToolDefinition tool, String path) throws PromptRejectedException {
        ObjectNode json = WireJson.object().put("type", tool.type());
        if (tool.type().equals("function")) {
            ObjectNode function = json.putObject("function").put("name", tool.name());
            put(function, "description", tool.description());
            if (tool.parameters() != null) {
                function.set("parameters", ExtraJson.value(tool.parameters(), path + ".function.parameters"));
            }
            put(function, "strict", tool.strict());
        }
        WireJson.merge(json, ExtraJson.object(tool.extra(), path));
        return json;
    }

    /** JSON by contract; producers that leave the quotes off one of OpenAI's words are understood, too. */
    private static JsonNode toolChoice(String json) throws PromptRejectedException {
        return TOOL_CHOICES.contains(json) ? TextNode.valueOf(json) : ExtraJson.value(json, "tool_choice");
    }

    private static void put(ObjectNode json, String name, @Nullable Integer value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Long value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Double value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Boolean value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
