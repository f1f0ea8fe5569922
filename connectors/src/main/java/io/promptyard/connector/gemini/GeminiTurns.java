package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of one request as they grow. Not thread-safe. */
final class GeminiTurns {
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable Turn calling;

    boolean isEmpty() {
        return turns.stream().allMatch(Turn::isEmpty);
    }

    void said(String role, List<JsonNode> parts) {
        if (!parts.isEmpty()) {
            turn(role).parts.addAll(parts);
        }
    }

    /** {@code idGoesAlong}: the call's id is on the wire, so its result's must be. */
    void called(ToolCall call, ObjectNode part, boolean idGoesAlong) {
        Turn turn = turn("model");
        turn.parts.add(part);
        turn.calls.put(call.id(), new Called(call.name(), idGoesAlong ? call.id() : null));
        calling = turn;
    }

    /** An answer of theirs as it was; {@code calls} are the calls in it, under the ids that the client knows. */
    void whole(ArrayNode parts, List<ToolCall> calls) {
        Turn turn = turn("model");
        List<JsonNode> functions = new ArrayList<>();
        for (JsonNode part : parts) {
            turn.parts.add(part);
            if (part.path("functionCall").isObject()) {
                functions.add(part.path("functionCall"));
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            String id = i < functions.size() ? functions.get(i).path("id").textValue() : null;
            turn.calls.put(call.id(), new Called(call.name(), id));
            calling = turn;
        }
    }

    void result(@Nullable String id, ObjectNode response, String path) throws PromptRejectedException {
        Called called = calling == null ? null : calling.calls.get(id);
        if (called == null || calling == null) {
            throw new PromptRejectedException(path + ".tool_call_id: must be the id of a call just before");
        }
        ObjectNode part = WireJson.object();
        ObjectNode function = part.putObject("functionResponse");
        if (called.wireId() != null) {
            function.put("id", called.wireId());
        }
        function.put("name", called.name()).set("response", response);
        calling.results.put(String.valueOf(id), part);
    }

    ArrayNode contents() {
        ArrayNode contents = WireJson.object().putArray("contents");
        for (Turn turn : turns) {
            if (!turn.parts.isEmpty()) {
                contents.addObject().put("role", turn.role).putArray("parts").addAll(turn.parts);
            }
            if (!turn.results.isEmpty()) {
                ArrayNode parts = contents.addObject().put("role", "user").putArray("parts");
                // The order of the calls: two of one name are told apart by it alone.
                turn.calls.keySet().stream()
                        .map(turn.results::get)
                        .filter(result -> result != null)
                        .forEach(parts::add);
            }
        }
        return contents;
    }

    /** What was called after results is another turn: its results are not those of the turn before. */
    private Turn turn(String role) {
        if (turns.isEmpty()
                || !turns.getLast().role.equals(role)
                || !turns.getLast().results.isEmpty()) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }

    private record Called(String name, @Nullable String wireId) {}

    /** A content, and the results that follow it. */
    private static final class Turn {
        private final String role;
        private final List<JsonNode> parts = new ArrayList<>();
        private final Map<String, Called> calls = new LinkedHashMap<>();
        private final Map<String, ObjectNode> results = new LinkedHashMap<>();

        Turn(String role) {
            this.role = role;
        }

        boolean isEmpty() {
            return parts.isEmpty() && results.isEmpty();
        }
    }
}
