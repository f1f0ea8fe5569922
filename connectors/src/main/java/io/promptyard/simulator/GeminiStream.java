package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.simulator.Answer.Choice;
import java.util.ArrayList;
import java.util.List;

/** One answer as Google's events: whole responses with a piece of a candidate each and counts that run, and no mark at the end. */
final class GeminiStream {

    private final GeminiWire wire;
    private final Answer answer;
    private final int tokensPerEvent;
    private int spent;

    GeminiStream(GeminiWire wire, Answer answer, int tokensPerEvent) {
        this.wire = wire;
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
    }

    StreamEvents events() {
        var content = new ArrayList<String>();
        var closing = new ArrayList<String>();
        spent = Math.min(answer.ask().reasoningTokens(), answer.ask().maxTokens());
        for (var i = 0; i < answer.choices().size(); i++) {
            var choice = answer.choices().get(i);
            pieces(i, choice, content);
            var last = i == answer.choices().size() - 1;
            var end = Json.object();
            var parts = end.putObject("content");
            parts.putArray("parts").addObject().put("text", "");
            parts.put("role", "model");
            end.put("finishReason", GeminiWire.finishReason(choice.finish())).put("index", i);
            closing.add(event(end, last ? answer.completionTokens() : spent));
        }
        return new StreamEvents(List.of(), content, closing);
    }

    private void pieces(int index, Choice choice, List<String> content) {
        for (var piece : TextPieces.of(choice.text(), tokensPerEvent)) {
            var candidate = Json.object();
            wire.parts(candidate, choice, piece);
            spent += Tokens.of(piece);
            content.add(event(candidate.put("index", index), spent));
        }
        for (var i = 0; i < choice.toolUses().size(); i++) {
            var use = choice.toolUses().get(i);
            var candidate = Json.object();
            var body = candidate.putObject("content");
            wire.call(body.putArray("parts"), use, i == 0);
            body.put("role", "model");
            spent += Tokens.of(use.name()) + Tokens.of(use.arguments());
            content.add(event(candidate.put("index", index), spent));
        }
    }

    private String event(ObjectNode candidate, int completionTokens) {
        var body = Json.object();
        body.putArray("candidates").add(candidate);
        var most = Math.min(completionTokens, answer.completionTokens());
        return "data: " + GeminiWire.ending(body, answer, most) + "\r\n\r\n";
    }
}
