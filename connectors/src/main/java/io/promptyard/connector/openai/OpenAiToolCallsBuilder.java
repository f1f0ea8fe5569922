package io.promptyard.connector.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.JsonPieces;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice, gathered by index: id and name are handed on once, however often a host repeats them, as
 * clients add pieces up; arguments in pieces.
 */
final class OpenAiToolCallsBuilder {
    private final TreeMap<Integer, Gathered> calls = new TreeMap<>();
    private final Map<Integer, Integer> renumbered = new HashMap<>();

    ToolCallDelta add(JsonNode node) {
        ObjectNode json = node instanceof ObjectNode object ? object : WireJson.object();
        String id = said(json.path("id"));
        JsonNode function = json.path("function");
        String name = said(function.path("name"));
        int index = json.path("index").isInt() ? index(json.path("index").intValue(), id, name) : next(id);
        Gathered call = calls.computeIfAbsent(index, ignored -> new Gathered());
        String arguments = function.path("arguments").textValue();
        String newId = call.id == null ? id : null;
        String newName = call.name == null ? name : null;
        call.id = newId == null ? call.id : newId;
        call.name = newName == null ? call.name : newName;
        call.type = json.path("type").asText(call.type);
        call.arguments.append(arguments == null ? "" : arguments);
        ObjectNode extra = WireJson.object();
        extra.setAll(json);
        extra.remove(List.of("index", "id", "type", "function"));
        extra.properties().forEach(field -> JsonPieces.append(call.extra, field.getKey(), field.getValue()));
        if (json.has("type") && !call.type.equals("function")) {
            extra.put("type", call.type);
        }
        return new ToolCallDelta(
                index, newId, newName, arguments, extra.isEmpty() ? WireJson.EMPTY : WireJson.text(extra));
    }

    private static @Nullable String said(JsonNode text) {
        return text.asText("").isEmpty() ? null : text.textValue();
    }

    /** Nothing more comes: functions of whose arguments nothing was said get the empty object, which is what clients parse. */
    List<ToolCallDelta> close() {
        List<ToolCallDelta> empty = new ArrayList<>();
        calls.forEach((index, call) -> {
            if (call.arguments.isEmpty() && call.name != null && call.type.equals("function")) {
                call.arguments.append(WireJson.EMPTY);
                empty.add(new ToolCallDelta(index, null, null, WireJson.EMPTY, WireJson.EMPTY));
            }
        });
        return empty;
    }

    List<ToolCall> build() {
        List<ToolCall> list = new ArrayList<>(calls.size());
        calls.forEach((index, call) -> list.add(new ToolCall(
                call.id == null ? "call_" + index : call.id,
                call.name == null ? "" : call.name,
                call.arguments.toString(),
                call.type,
                WireJson.text(call.extra))));
        return list;
    }

    /**
     * Hosts that count every call as the first begin each with an id and a name of its own, once the last is whole. An id that
     * is another in every piece, with the name again or without, begins nothing.
     */
    private int index(int theirs, @Nullable String id, @Nullable String name) {
        int ours = renumbered.getOrDefault(theirs, theirs);
        Gathered open = calls.get(ours);
        boolean another = open != null
                && open.id != null
                && id != null
                && name != null
                && !id.equals(open.id)
                && (open.arguments.isEmpty() ? !name.equals(open.name) : open.isWhole());
        if (another) {
            ours = calls.lastKey() + 1;
            renumbered.put(theirs, ours);
        }
        return ours;
    }

    /** Hosts that leave the index out begin each call with an id. */
    private int next(@Nullable String id) {
        if (calls.isEmpty()) {
            return 0;
        }
        boolean another = id != null && !id.equals(calls.lastEntry().getValue().id);
        return another ? calls.lastKey() + 1 : calls.lastKey();
    }

    private static final class Gathered {
        private final StringBuilder arguments = new StringBuilder();
        private final ObjectNode extra = WireJson.object();
        private @Nullable String id;
        private @Nullable String name;
        private String type = "function";

        /** Whether all the arguments have come. */
        boolean isWhole() {
            String json = arguments.toString().strip();
            if (!json.endsWith("}")) {
                return false;
            }
            try {
                return WireJson.parse(json).isObject();
            } catch (JsonProcessingException e) {
                return false;
            }
        }
    }
}
