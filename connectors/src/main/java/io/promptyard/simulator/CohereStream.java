package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One answer as Cohere's events, from {@code message-start} to {@code message-end}. */
final class CohereStream {

    private final Answer answer;
    private final int tokensPerEvent;
    private final List<String> content = new ArrayList<>();

    CohereStream(Answer answer, int tokensPerEvent) {
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
    }

    StreamEvents events() {
        var start = event("message-start").put("id", CohereWire.id(answer));
        var message = start.putObject("delta").putObject("message").put("role", "assistant");
        message.putArray("content");
        message.put("tool_plan", "").putArray("tool_calls");
        message.putArray("citations");
        var choice = answer.first();
        if (choice.toolUses().isEmpty()) {
            text(choice.text());
        } else {
            choice.toolUses().forEach(use -> call(choice.toolUses().indexOf(use), use));
        }
        var end = event("message-end").put("id", CohereWire.id(answer));
        end.putObject("delta")
                .put("finish_reason", CohereWire.finishReason(choice.finish()))
                .set("usage", CohereWire.usage(answer));
        var opening = new ArrayList<>(List.of(written(start)));
        if (choice.toolUses().isEmpty()) {
            // Begins the content and says nothing of it.
            opening.add(content.removeFirst());
        }
        return new StreamEvents(opening, content, List.of(written(end), "data: [DONE]\n\n"));
    }

    private void text(String text) {
        add(
                "content-start",
                0,
                it -> it.putObject("content").put("type", "text").put("text", ""));
        for (var piece : TextPieces.of(text, tokensPerEvent)) {
            add("content-delta", 0, it -> it.putObject("content").put("text", piece));
        }
        add("content-end", 0, it -> {});
    }

    private void call(int index, Answer.ToolUse use) {
        add(
                "tool-call-start",
                index,
                it -> it.putObject("tool_calls")
                        .put("id", use.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", use.name())
                        .put("arguments", ""));
        for (var piece : TextPieces.of(use.arguments(), tokensPerEvent)) {
            add(
                    "tool-call-delta",
                    index,
                    it -> it.putObject("tool_calls").putObject("function").put("arguments", piece));
        }
        add("tool-call-end", index, it -> {});
    }

    private void add(String type, int index, Consumer<ObjectNode> message) {
        var event = event(type).put("index", index);
        var made = Json.object();
        message.accept(made);
        if (!made.isEmpty()) {
            event.putObject("delta").set("message", made);
        }
        content.add(written(event));
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static String written(ObjectNode event) {
        return "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n";
    }
}
