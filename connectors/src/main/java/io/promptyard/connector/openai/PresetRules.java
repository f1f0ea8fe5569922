package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.connector.http.WireJson;
import java.util.List;
import java.util.Map;

/**
 * Fits a finished request to a host: renames, leaves out what changes nothing, and refuses by name what the host cannot
 * take, or drops that too where the configuration says so. The order of fields stays. Stateless, thread-safe.
 */
final class PresetRules {
    /** What most hosts, and we, call the text of a model's reasoning. */
    static final String REASONING = "reasoning_content";

    private static final String CHOICE = "tool_choice";
    private static final String CACHE = "cache_control";

    /** Fields that OpenAI's answers have empty, and hosts that never heard of them refuse. */
    private static final List<String> EMPTY = List.of("refusal", "annotations", "audio", "function_call");

    private static final String FORMAT = "response_format";

    private final OpenAiPreset preset;
    private final Unsupported unsupported;

    /** @param unsupported the call's */
    PresetRules(OpenAiPreset preset, Unsupported unsupported) {
        this.preset = preset;
        this.unsupported = unsupported;
    }

    ObjectNode apply(ObjectNode request) throws PromptRejectedException {
        ObjectNode fitted = WireJson.object();
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (takes(name, value)) {
                String theirs = preset.rename().getOrDefault(name, name);
                // Where both spellings are given, the host's own holds.
                if (theirs.equals(name) || !request.has(theirs)) {
                    fitted.set(theirs, value);
                }
            }
        }
        choice(fitted);
        format(fitted);
        for (JsonNode message : fitted.path("messages")) {
            if (message instanceof ObjectNode object) {
                message(object);
            }
        }
        fitted.path("tools").forEach(this::hint);
        return fitted;
    }

    private boolean takes(String name, JsonNode value) throws PromptRejectedException {
        if (name.equals("n") && preset.oneChoice()) {
            return value.asInt(1) != 1 && without(name);
        }
        if (name.equals("stream_options") && !preset.asksUsage()) {
            return false;
        }
        if (preset.refused().contains(name)) {
            return !saysNothing(name, value) && without(name);
        }
        if (!preset.hints().contains(name)) {
            return true;
        }
        if (name.equals("parallel_tool_calls") && !saysNothing(name, value)) {
            return without(name);
        }
        if (!saysNothing(name, value)) {
            unsupported.leaveOut(name);
        }
        return false;
    }

    /** Whether leaving it out is the same: off, zero, empty, or what a host does anyway. */
    private static boolean saysNothing(String name, JsonNode value) {
        if (name.equals("parallel_tool_calls")) {
            return value.asBoolean(true);
        }
        // Of a host without tools: their use is refused by the tools themselves.
        if (name.equals(CHOICE)
                && (value.asText().equals("auto") || value.asText().equals("none"))) {
            return true;
        }
        return value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isNumber() && value.decimalValue().signum() == 0 && !name.equals("seed")
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty();
    }

    /** False: the parameter goes. */
    private boolean without(String name) throws PromptRejectedException {
        unsupported.refuse(name, "is not taken by " + preset.name());
        return false;
    }

    private void choice(ObjectNode request) throws PromptRejectedException {
        JsonNode choice = request.get(CHOICE);
        if (choice == null || choice.isNull()) {
            return;
        }
        String word = choice.isTextual() ? choice.textValue() : "named";
        if (preset.toolChoices() != null && !preset.toolChoices().contains(word)) {
            if (!without(CHOICE)) {
                request.remove(CHOICE);
            }
        } else if (preset.toolChoiceWords().containsKey(word)) {
            request.put(CHOICE, preset.toolChoiceWords().get(word));
        }
    }

    /** A host without schemas may still be asked for JSON, where dropping is permitted. */
    private void format(ObjectNode request) throws PromptRejectedException {
        boolean schema = request.path(FORMAT).path("type").asText().equals("json_schema");
        if (schema && !preset.jsonSchema() && !without(FORMAT)) {
            request.putObject(FORMAT).put("type", "json_object");
        }
    }

    private void message(ObjectNode message) {
        if (message.path("role").asText().equals("developer")) {
            message.put("role", preset.developer());
        }
        if (!preset.names()
                && message.has("name")
                && !message.path("role").asText().equals("tool")) {
            message.remove("name");
            unsupported.leaveOut("messages.name");
        }
        for (String name : EMPTY) {
            if (message.has(name) && saysNothing(name, message.path(name))) {
                message.remove(name);
            }
        }
        hint(message);
        message.path("content").forEach(this::hint);
        if (!preset.reasoning().equals(REASONING) && message.has(REASONING)) {
            message.set(preset.reasoning(), message.remove(REASONING));
        }
    }

    /** A mark for a cache is worth money, not an answer. */
    private void hint(JsonNode marked) {
        if (!preset.cacheControl() && marked instanceof ObjectNode object && object.remove(CACHE) != null) {
            unsupported.leaveOut(CACHE);
        }
    }
}
