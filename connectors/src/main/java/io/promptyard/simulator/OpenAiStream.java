package io.promptyard.simulator;

import io.promptyard.simulator.Answer.Choice;
import java.util.ArrayList;
import java.util.List;

/** One answer as OpenAI's chunks: role first, content or tool arguments in pieces, finish, usage where asked for, {@code [DONE]}. */
final class OpenAiStream {

    private final Answer answer;
    private final int tokensPerEvent;
    // What is the same in every chunk is written once: a stream has dozens of chunks.
    private final String start;
    private final String end;

    OpenAiStream(Answer answer, int tokensPerEvent) {
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
        this.start = "data: {\"id\":\"" + OpenAiWire.id(answer) + "\",\"object\":\"chat.completion.chunk\",\"created\":"
                + answer.createdSeconds() + ",\"model\":"
                + Json.quoted(answer.ask().model().asked())
                + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_simulated\",\"choices\":[";
        this.end = answer.ask().includeUsage() ? "],\"usage\":null}\n\n" : "]}\n\n";
    }

    StreamEvents events() {
        var opening = new ArrayList<String>();
        var content = new ArrayList<String>();
        var closing = new ArrayList<String>();
        for (var i = 0; i < answer.choices().size(); i++) {
            var choice = answer.choices().get(i);
            var first = choice.toolUses().isEmpty() ? "\"\"" : "null";
            opening.add(chunk(i, "{\"role\":\"assistant\",\"content\":" + first + ",\"refusal\":null}", "null"));
            for (var delta : deltas(choice)) {
                content.add(chunk(i, delta, "null"));
            }
            closing.add(chunk(i, "{}", "\"" + OpenAiWire.finishReason(choice.finish()) + "\""));
        }
        if (answer.ask().includeUsage()) {
            closing.add(start + "],\"usage\":" + OpenAiWire.usage(answer) + "}\n\n");
        }
        closing.add("data: [DONE]\n\n");
        return new StreamEvents(opening, content, closing);
    }

    private String chunk(int index, String delta, String finish) {
        return start + "{\"index\":" + index + ",\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish
                + "}" + end;
    }

    private List<String> deltas(Choice choice) {
        var deltas = new ArrayList<String>();
        for (var piece : TextPieces.of(choice.text(), tokensPerEvent)) {
            deltas.add("{\"content\":" + Json.quoted(piece) + "}");
        }
        for (var i = 0; i < choice.toolUses().size(); i++) {
            var use = choice.toolUses().get(i);
            deltas.add("{\"tool_calls\":[{\"index\":" + i + ",\"id\":\"" + use.id()
                    + "\",\"type\":\"function\",\"function\":{\"name\":" + Json.quoted(use.name())
                    + ",\"arguments\":\"\"}}]}");
            for (var piece : TextPieces.of(use.arguments(), tokensPerEvent)) {
                deltas.add("{\"tool_calls\":[{\"index\":" + i + ",\"function\":{\"arguments\":" + Json.quoted(piece)
                        + "}}]}");
            }
        }
        return deltas;
    }
}
