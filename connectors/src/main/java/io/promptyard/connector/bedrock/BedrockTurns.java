package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one request as they grow: neighbours of one role are one, and the results of all parallel calls come first in
 * the user message right after them. Not thread-safe.
 */
final class BedrockTurns {
    private final List<Turn> turns = new ArrayList<>();
    private final Set<String> owed = new HashSet<>();
    private @Nullable Turn answering;

    void said(String role, List<JsonNode> blocks) {
        if (!blocks.isEmpty()) {
            turn(role).blocks.addAll(blocks);
        }
    }

    void called(List<ToolCall> calls) {
        if (!calls.isEmpty()) {
            owed.clear();
            calls.forEach(call -> owed.add(call.id()));
            answering = new Turn("user");
            turns.add(answering);
        }
    }

    void result(@Nullable String id, ObjectNode result, String path) throws PromptRejectedException {
        if (answering == null || id == null || !owed.remove(id)) {
            throw new PromptRejectedException(path + ".tool_call_id: must be the id of a call just before");
        }
        answering.blocks.add(answering.results++, result);
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    ArrayNode messages() {
        ArrayNode messages = WireJson.object().putArray("messages");
        for (Turn turn : turns) {
            if (!turn.blocks.isEmpty()) {
                messages.addObject().put("role", turn.role).putArray("content").addAll(turn.blocks);
            }
        }
        return messages;
    }

    private Turn turn(String role) {
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }

    private static final class Turn {
        private final String role;
        private final List<JsonNode> blocks = new ArrayList<>();
        private int results;

        Turn(String role) {
            this.role = role;
        }
    }
}
