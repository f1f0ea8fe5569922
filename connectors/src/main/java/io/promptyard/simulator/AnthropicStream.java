package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.Answer.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** One answer as Anthropic's events: message start, content blocks with their deltas, a ping, message delta with usage, message stop. */
final class AnthropicStream {

    private final Answer answer;
    private final int tokensPerEvent;

    AnthropicStream(Answer answer, int tokensPerEvent) {
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
    }

    StreamEvents events() {
        var choice = answer.first();
        var content = new ArrayList<String>();
        if (choice.toolUses().isEmpty()) {
            text(choice.text(), content);
        }
        for (var i = 0; i < choice.toolUses().size(); i++) {
            toolUse(i, choice.toolUses().get(i), content);
        }
        var delta = Json.object();
        delta.putObject("delta")
                .put("stop_reason", AnthropicWire.stopReason(choice.finish()))
                .put("stop_sequence", choice.stop());
        delta.set("usage", AnthropicWire.usage(answer, answer.completionTokens()));
        return new StreamEvents(
                List.of(start(), event("ping", Json.object())),
                content,
                List.of(event("message_delta", delta), event("message_stop", Json.object())));
    }

    private String start() {
        var message = AnthropicWire.message(answer);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence").set("usage", AnthropicWire.usage(answer, 1));
        var start = Json.object();
        start.set("message", message);
        return event("message_start", start);
    }

    private void text(String text, List<String> content) {
        var block = Json.object().put("index", 0);
        block.putObject("content_block").put("type", "text").put("text", "");
        // The opening of a block goes out with its first piece: faults cut between pieces of content.
        var opening = event("content_block_start", block);
        for (var piece : TextPieces.of(text, tokensPerEvent)) {
            content.add(opening
                    + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                    + "{\"type\":\"text_delta\",\"text\":" + Json.quoted(piece) + "}}\n\n");
            opening = "";
        }
        content.add(opening + event("content_block_stop", Json.object().put("index", 0)));
    }

    private void toolUse(int index, ToolUse use, List<String> content) {
        var block = Json.object().put("index", index);
        block.putObject("content_block")
                .put("type", "tool_use")
                .put("id", use.id())
                .put("name", use.name())
                .putObject("input");
        content.add(event("content_block_start", block) + inputDelta(index, ""));
        for (var piece : TextPieces.of(use.arguments(), tokensPerEvent)) {
            content.add(inputDelta(index, piece));
        }
        content.add(event("content_block_stop", Json.object().put("index", index)));
    }

    private static String inputDelta(int index, String json) {
        var delta = Json.object().put("index", index);
        delta.putObject("delta").put("type", "input_json_delta").put("partial_json", json);
        return event("content_block_delta", delta);
    }

    private static String event(String type, ObjectNode fields) {
        var data = Json.object().put("type", type);
        data.setAll(fields);
        return "event: " + type + "\ndata: " + data + "\n\n";
    }
}
