package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One answer as Bedrock's frames: blocks in pieces, the stop, and the usage after it. */
final class BedrockStream {

    private final Answer answer;
    private final int tokensPerEvent;
    private final List<String> content = new ArrayList<>();

    BedrockStream(Answer answer, int tokensPerEvent) {
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
    }

    StreamEvents events() {
        var choice = answer.first();
        var opening = List.of(event("messageStart", Json.object().put("role", "assistant")));
        if (choice.toolUses().isEmpty()) {
            for (var piece : TextPieces.of(choice.text(), tokensPerEvent)) {
                var delta = at(0);
                delta.putObject("delta").put("text", piece);
                content.add(event("contentBlockDelta", delta));
            }
            content.add(event("contentBlockStop", at(0)));
        }
        for (var i = 0; i < choice.toolUses().size(); i++) {
            call(i, choice.toolUses().get(i));
        }
        var stop = Json.object().put("stopReason", BedrockWire.stopReason(choice.finish()));
        var metadata = Json.object();
        metadata.set("usage", BedrockWire.usage(answer));
        metadata.putObject("metrics").put("latencyMs", 1);
        return new StreamEvents(opening, content, List.of(event("messageStop", stop), event("metadata", metadata)));
    }

    private void call(int index, Answer.ToolUse use) {
        var start = at(index);
        start.putObject("start").putObject("toolUse").put("toolUseId", use.id()).put("name", use.name());
        content.add(event("contentBlockStart", start));
        for (var piece : TextPieces.of(use.arguments(), tokensPerEvent)) {
            var delta = at(index);
            delta.putObject("delta").putObject("toolUse").put("input", piece);
            content.add(event("contentBlockDelta", delta));
        }
        content.add(event("contentBlockStop", at(index)));
    }

    private static ObjectNode at(int index) {
        return Json.object().put("contentBlockIndex", index);
    }

    private static String event(String type, ObjectNode payload) {
        return BedrockFrames.event(type, payload.toString());
    }
}
