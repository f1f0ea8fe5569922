package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One answer as the Responses API's events; the last has the whole response. */
final class ResponsesStream {

    private final Answer answer;
    private final int tokensPerEvent;
    private final List<String> opening = new ArrayList<>();
    private final List<String> content = new ArrayList<>();
    private int number;

    ResponsesStream(Answer answer, int tokensPerEvent) {
        this.answer = answer;
        this.tokensPerEvent = tokensPerEvent;
    }

    StreamEvents events() {
        var whole = ResponsesWire.response(answer);
        var begun =
                whole.deepCopy().put("status", "in_progress").putNull("usage").putNull("incomplete_details");
        begun.putArray("output");
        opening.add(event("response.created", it -> it.set("response", begun)));
        opening.add(event("response.in_progress", it -> it.set("response", begun)));
        var at = 0;
        for (var item : whole.path("output")) {
            item(at++, (ObjectNode) item);
        }
        var status = whole.path("status").asText();
        return new StreamEvents(
                opening, content, List.of(event("response." + status, it -> it.set("response", whole))));
    }

    private void item(int at, ObjectNode item) {
        var begun = item.deepCopy().put("status", "in_progress");
        switch (item.path("type").asText()) {
            case "message" -> {
                begun.putArray("content");
                // Says that a message begins, and nothing of it.
                opening.add(event(
                        "response.output_item.added",
                        it -> it.put("output_index", at).set("item", begun)));
                for (var piece : TextPieces.of(answer.first().text(), tokensPerEvent)) {
                    content.add(event(
                            "response.output_text.delta",
                            it -> it.put("output_index", at)
                                    .put("content_index", 0)
                                    .put("delta", piece)));
                }
            }
            case "function_call" -> {
                begun.put("arguments", "");
                content.add(event(
                        "response.output_item.added",
                        it -> it.put("output_index", at).set("item", begun)));
                for (var piece : TextPieces.of(item.path("arguments").asText(), tokensPerEvent)) {
                    content.add(event(
                            "response.function_call_arguments.delta",
                            it -> it.put("output_index", at).put("delta", piece)));
                }
            }
            default ->
                opening.add(event(
                        "response.output_item.added",
                        it -> it.put("output_index", at).set("item", begun)));
        }
        (item.path("type").asText().equals("reasoning") ? opening : content)
                .add(event(
                        "response.output_item.done",
                        it -> it.put("output_index", at).set("item", item)));
    }

    private String event(String type, Consumer<ObjectNode> filler) {
        var event = Json.object().put("type", type).put("sequence_number", number++);
        filler.accept(event);
        return "event: " + type + "\ndata: " + event + "\n\n";
    }
}
