package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One answer as Ollama's lines: each a response that is not done, but for the last, which has the counts. */
final class OllamaStream {

    private final Answer answer;
    private final int tokensPerEvent;

    OllamaStream(Answer answer, int tokensPerEvent) {
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
    }

    StreamEvents events() {
        var content = new ArrayList<String>();
        var choice = answer.first();
        for (var piece : TextPieces.of(choice.text(), tokensPerEvent)) {
            content.add(line(OllamaWire.message(piece, List.of())));
        }
        for (var i = 0; i < choice.toolUses().size(); i++) {
            var message = OllamaWire.message("", choice.toolUses().subList(i, i + 1));
            content.add(line(message));
        }
        var last = OllamaWire.response(answer, OllamaWire.message("", List.of()));
        return new StreamEvents(List.of(), content, List.of(OllamaWire.done(last, answer) + "\n"));
    }

    private String line(ObjectNode message) {
        return OllamaWire.response(answer, message).put("done", false) + "\n";
    }
}
