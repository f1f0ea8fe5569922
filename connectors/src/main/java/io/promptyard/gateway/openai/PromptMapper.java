package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request JSON to our record, without loss: typed fields typed, everything else in {@code extra} at its level. Checks
 * only what the router itself needs. Empties the tree that it is given.
 */
final class PromptMapper {
    private static final int MAX_CHOICES = 128;

    private PromptMapper() {}

    /** @throws InvalidRequest naming the field that is wrong */
    static ChatCompletionRequest read(ObjectNode root) {
        Fields fields = new Fields(root, "");
        RoutingHints hints =
                fields.nested("promptyard").map(RoutingHints::ofBody).orElse(RoutingHints.NONE);
        fields.take("promptyard");
        String model = model(fields);
        boolean stream = Boolean.TRUE.equals(fields.flag("stream"));
        boolean includeUsage = includeUsage(fields);
        List<ChatMessage> messages = messages(fields);
        List<ToolDefinition> tools = tools(fields);
        String toolChoice = fields.json("tool_choice");
        String responseFormat = fields.json("response_format");
        SamplingParameters sampling = sampling(fields);
        PromptBody body = new PromptBody(messages, tools, toolChoice, sampling, responseFormat, fields.rest());
        return new ChatCompletionRequest(model, stream, includeUsage, body, hints);
    }

    private static String model(Fields fields) {
        String model = fields.text("model");
        if (model == null) {
            return PromptRequest.AUTO;
        }
        if (model.isBlank()) {
            throw InvalidRequest.value("model", "must not be blank");
        }
        return model;
    }

    /** Read without taking: the provider's mapper decides what to ask of its provider. */
    private static boolean includeUsage(Fields fields) {
        return fields.nested("stream_options")
                .map(options -> options.peekFlag("include_usage"))
                .orElse(false);
    }

    private static List<ChatMessage> messages(Fields fields) {
        ArrayNode array = fields.array("messages");
        if (array == null) {
            throw InvalidRequest.missing("messages");
        }
        if (array.isEmpty()) {
            throw InvalidRequest.value("messages", "at least one message is needed");
        }
        List<ChatMessage> messages = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            messages.add(MessageReader.read(Fields.element(array.get(i), "messages[" + i + "]")));
        }
        return messages;
    }

    private static List<ToolDefinition> tools(Fields fields) {
        ArrayNode array = fields.array("tools");
        if (array == null) {
            return List.of();
        }
        List<ToolDefinition> tools = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            tools.add(ToolReader.definition(Fields.element(array.get(i), "tools[" + i + "]")));
        }
        return tools;
    }

    private static SamplingParameters sampling(Fields fields) {
        Integer n = fields.integer("n");
        if (n != null && (n < 1 || n > MAX_CHOICES)) {
            throw InvalidRequest.value("n", "must be between 1 and " + MAX_CHOICES);
        }
        return new SamplingParameters(
                positive(fields, "max_tokens"),
                positive(fields, "max_completion_tokens"),
                fields.number("temperature"),
                fields.number("top_p"),
                fields.integer("top_k"),
                n,
                stop(fields),
                fields.whole("seed"),
                fields.number("presence_penalty"),
                fields.number("frequency_penalty"),
                fields.flag("logprobs"),
                fields.integer("top_logprobs"),
                fields.flag("parallel_tool_calls"),
                fields.text("reasoning_effort"),
                fields.text("user"));
    }

    private static @Nullable Integer positive(Fields fields, String name) {
        Integer value = fields.integer(name);
        if (value != null && value < 1) {
            throw InvalidRequest.value(name, "must be at least 1");
        }
        return value;
    }

    private static List<String> stop(Fields fields) {
        JsonNode stop = fields.take("stop");
        if (stop == null) {
            return List.of();
        }
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        if (!(stop instanceof ArrayNode array)) {
            throw InvalidRequest.type("stop", "a string or an array of strings");
        }
        List<String> stops = new ArrayList<>(array.size());
        for (JsonNode each : array) {
            if (!each.isTextual()) {
                throw InvalidRequest.type("stop", "a string or an array of strings");
            }
            stops.add(each.textValue());
        }
        return stops;
    }
}
