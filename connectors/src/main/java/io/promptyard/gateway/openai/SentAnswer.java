package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of one choice has been sent on a stream, so that the rest can be made from the full answer when pieces are
 * missing. Owned by one event loop.
 */
final class SentAnswer {
    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Integer, StringBuilder> callArguments = new TreeMap<>();

    private boolean role;
    private boolean finish;

    void record(ChoiceDelta delta) {
        role = true;
        if (delta.content() != null) {
            text.append(delta.content());
        }
        for (ToolCallDelta call : delta.toolCalls()) {
            StringBuilder arguments = callArguments.computeIfAbsent(call.index(), ignored -> new StringBuilder());
            if (call.arguments() != null) {
                arguments.append(call.arguments());
            }
        }
        finish |= delta.finishReason() != null;
    }

    boolean roleSent() {
        return role;
    }

    boolean finishSent() {
        return finish;
    }

    /** The delta that completes the choice: empty object when all is there, nothing when what was sent is not its start. */
    Optional<ObjectNode> rest(Completion.Choice choice) {
        String whole = MessageWriter.text(choice.message());
        List<ToolCall> calls = choice.message().toolCalls();
        if (!startsWith(whole, text) || callArguments.size() > calls.size()) {
            return Optional.empty();
        }
        ObjectNode delta = Json.object();
        if (!role) {
            delta.put("role", "assistant");
        }
        if (whole.length() > text.length()) {
            delta.put("content", whole.substring(text.length()));
        }
        Optional<ArrayNode> rest = restOfCalls(calls);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        if (!rest.get().isEmpty()) {
            delta.set("tool_calls", rest.get());
        }
        if (!role) {
            Json.merge(delta, choice.message().extra());
        }
        return Optional.of(delta);
    }

    private Optional<ArrayNode> restOfCalls(List<ToolCall> calls) {
        ArrayNode rest = Json.object().putArray("rest");
        int position = 0;
        for (Map.Entry<Integer, StringBuilder> sent : callArguments.entrySet()) {
            String whole = calls.get(position++).arguments();
            if (!startsWith(whole, sent.getValue())) {
                return Optional.empty();
            }
            if (whole.length() > sent.getValue().length()) {
                rest.addObject()
                        .put("index", sent.getKey())
                        .putObject("function")
                        .put("arguments", whole.substring(sent.getValue().length()));
            }
        }
        int index = callArguments.isEmpty() ? 0 : callArguments.lastKey() + 1;
        for (ToolCall call : calls.subList(position, calls.size())) {
            ObjectNode node = Json.object().put("index", index++);
            Json.merge(node, MessageWriter.toolCall(call));
            rest.add(node);
        }
        return Optional.of(rest);
    }

    private static boolean startsWith(String whole, StringBuilder start) {
        return whole.length() >= start.length() && start.toString().regionMatches(0, whole, 0, start.length());
    }
}
