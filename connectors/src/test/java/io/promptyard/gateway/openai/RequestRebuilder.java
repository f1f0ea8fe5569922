package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.util.Locale;

/** The way back, as a connector would go it: typed fields first, then {@code extra} merged deeply. */
final class RequestRebuilder {
    private RequestRebuilder() {}

    static ObjectNode rebuild(String model, boolean stream, PromptBody body) {
        ObjectNode node = Json.object().put("model", model);
        if (stream) {
            node.put("stream", true);
        }
        ArrayNode messages = node.putArray("messages");
        body.messages().forEach(message -> messages.add(message(message)));
        if (!body.tools().isEmpty()) {
            ArrayNode tools = node.putArray("tools");
            body.tools().forEach(tool -> tools.add(tool(tool)));
        }
        if (body.toolChoice() != null) {
            node.set("tool_choice", Json.parse(body.toolChoice()));
        }
        if (body.responseFormat() != null) {
            node.set("response_format", Json.parse(body.responseFormat()));
        }
        sampling(node, body.sampling());
        Json.merge(node, body.extra());
        return node;
    }

    private static void sampling(ObjectNode node, SamplingParameters sampling) {
        put(node, "max_tokens", sampling.maxTokens());
        put(node, "max_completion_tokens", sampling.maxCompletionTokens());
        put(node, "temperature", sampling.temperature());
        put(node, "top_p", sampling.topP());
        put(node, "top_k", sampling.topK());
        put(node, "n", sampling.n());
        put(node, "seed", sampling.seed());
        put(node, "presence_penalty", sampling.presencePenalty());
        put(node, "frequency_penalty", sampling.frequencyPenalty());
        put(node, "logprobs", sampling.logprobs());
        put(node, "top_logprobs", sampling.topLogprobs());
        put(node, "parallel_tool_calls", sampling.parallelToolCalls());
        put(node, "reasoning_effort", sampling.reasoningEffort());
        put(node, "user", sampling.user());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = node.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
    }

    private static void put(ObjectNode node, String name, Object value) {
        if (value != null) {
            node.putPOJO(name, value);
            node.set(name, Json.parse(Json.text(node.get(name))));
        }
    }

    private static ObjectNode message(ChatMessage message) {
        ObjectNode node = Json.object().put("role", message.role().name().toLowerCase(Locale.ROOT));
        if (!message.content().isEmpty()) {
            ArrayNode content = node.putArray("content");
            message.content().forEach(part -> content.add(part(part)));
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = node.putArray("tool_calls");
            message.toolCalls().forEach(call -> calls.add(call(call)));
        }
        put(node, "tool_call_id", message.toolCallId());
        put(node, "name", message.name());
        Json.merge(node, message.extra());
        return node;
    }

    private static ObjectNode part(ContentPart part) {
        ObjectNode node = Json.object();
        String extra = switch (part) {
            case ContentPart.TextPart text -> {
                node.put("type", "text").put("text", text.text());
                yield text.extra();
            }
            case ContentPart.ImagePart image -> {
                ObjectNode inner = node.put("type", "image_url").putObject("image_url");
                put(inner, "url", image.url());
                put(inner, "detail", image.detail());
                yield image.extra();
            }
            case ContentPart.AudioPart audio -> {
                ObjectNode inner = node.put("type", "input_audio").putObject("input_audio");
                inner.put("data", audio.data()).put("format", audio.format());
                yield audio.extra();
            }
            case ContentPart.FilePart file -> {
                ObjectNode inner = node.put("type", "file").putObject("file");
                put(inner, "file_id", file.fileId());
                put(inner, "file_data", file.fileData());
                put(inner, "filename", file.filename());
                yield file.extra();
            }
            case ContentPart.OpaquePart opaque -> opaque.json();
        };
        Json.merge(node, extra);
        return node;
    }

    private static ObjectNode tool(ToolDefinition tool) {
        ObjectNode node = Json.object().put("type", tool.type());
        if ("function".equals(tool.type())) {
            ObjectNode function = node.putObject("function").put("name", tool.name());
            put(function, "description", tool.description());
            if (tool.parameters() != null) {
                function.set("parameters", Json.parse(tool.parameters()));
            }
            put(function, "strict", tool.strict());
        }
        Json.merge(node, tool.extra());
        return node;
    }

    private static ObjectNode call(ToolCall call) {
        ObjectNode node = Json.object().put("id", call.id()).put("type", call.type());
        if ("function".equals(call.type())) {
            node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
        Json.merge(node, call.extra());
        return node;
    }
}
