package io.promptyard.connector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ServedTier;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output items of a whole response as one message of ours. Not thread-safe. */
final class ResponsesAnswer {
    /** Where an output travels whole that a chat message cannot hold: it goes back as it came. */
    static final String WHOLE = "responses_output";

    private static final String REFUSAL = "refusal";

    private final JsonNode response;
    private final SingleChoice choice = new SingleChoice();
    private final ArrayNode annotations = WireJson.object().putArray("annotations");
    private boolean fits = true;
    private int messages;

    private ResponsesAnswer(JsonNode response) {
        this.response = response;
    }

    static ResponsesAnswer of(JsonNode response) throws ReplyException {
        ResponsesAnswer answer = new ResponsesAnswer(response);
        int number = 0;
        for (JsonNode item : response.path("output")) {
            answer.item(number++, item);
        }
        if (!answer.annotations.isEmpty()) {
            answer.choice.messageField("annotations", answer.annotations);
        }
        if (!answer.fits) {
            answer.choice.messageField(WHOLE, response.path("output"));
        }
        return answer;
    }

    /** The end, as the last piece of a stream says it. */
    CompletionDelta end() throws ReplyException {
        ObjectNode extra = WireJson.object();
        String reason = response.path("incomplete_details").path("reason").textValue();
        String status = response.path("status").asText("");
        if (!status.equals("completed") && !status.equals("incomplete")) {
            throw ReplyException.malformed("a response that is neither completed nor incomplete");
        }
        extra.put("native_finish_reason", reason == null ? status : reason);
        CompletionDelta end = choice.finish(reason(reason), extra);
        return fits ? end : withWhole(end);
    }

    Reply reply() {
        Completion.Choice built = choice.build();
        ObjectNode extra = WireJson.object();
        if (response.hasNonNull("service_tier")) {
            extra.set("service_tier", response.get("service_tier"));
        }
        Completion completion =
                new Completion(List.of(built), response.path("id").textValue(), WireJson.text(extra));
        return new Reply(completion, built.finishReason(), ResponsesUsage.of(ServedTier.usage(response)));
    }

    private CompletionDelta withWhole(CompletionDelta end) {
        CompletionDelta.ChoiceDelta last = end.choices().getFirst();
        ObjectNode extra = WireJson.object();
        extra.put(
                "native_finish_reason",
                response.path("incomplete_details")
                        .path("reason")
                        .asText(response.path("status").asText()));
        extra.set(WHOLE, response.path("output"));
        return new CompletionDelta(
                List.of(new CompletionDelta.ChoiceDelta(
                        0, last.role(), last.content(), last.toolCalls(), last.finishReason(), WireJson.text(extra))),
                end.extra());
    }

    private FinishReason reason(@Nullable String incomplete) {
        if (incomplete != null) {
            return incomplete.equals("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH;
        }
        return choice.hasCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    private void item(int number, JsonNode item) throws ReplyException {
        switch (item.path("type").asText("")) {
            case "message" -> {
                // Text, then calls, is what a chat message can say.
                fits &= messages++ == 0 && !choice.hasCalls();
                item.path("content").forEach(this::part);
            }
            case "function_call" ->
                choice.call(
                        number,
                        item.path("call_id").asText("call_" + number),
                        item.path("name").asText(""),
                        item.path("arguments").asText(""));
            case "reasoning" -> {
                fits = false;
                for (String list : List.of("summary", "content")) {
                    for (JsonNode part : item.path(list)) {
                        choice.reasoning(part.path("text").asText(""));
                    }
                }
            }
            default -> fits = false;
        }
    }

    private void part(JsonNode part) {
        if (part.path("type").asText("").equals(REFUSAL)) {
            choice.messageField(REFUSAL, part.path(REFUSAL));
            return;
        }
        choice.text(part.path("text").asText(""));
        part.path("annotations").forEach(annotations::add);
        if (part.path("logprobs").isArray() && !part.path("logprobs").isEmpty()) {
            choice.logprobs(logprobs(part.path("logprobs")));
        }
    }

    static ObjectNode logprobs(JsonNode tokens) {
        ObjectNode shaped = WireJson.object();
        shaped.set("content", tokens);
        return shaped.putNull(REFUSAL);
    }
}
