package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.SingleChoice;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer, whole or as its pieces come. {@code tool_plan} and {@code citations} stay in the message under their own names,
 * and are understood when they come back. Not thread-safe.
 */
final class CohereAnswer {
    static final String PLAN = "tool_plan";
    static final String CITATIONS = "citations";

    private final SingleChoice choice = new SingleChoice();
    private final StringBuilder plan = new StringBuilder();
    private final ArrayNode citations = WireJson.object().putArray(CITATIONS);
    private @Nullable TokenUsage usage;
    private @Nullable String id;

    void id(@Nullable String given) {
        id = given == null ? id : given;
    }

    CompletionDelta begin() {
        return choice.begin();
    }

    /** A message in one piece. */
    void whole(JsonNode message) {
        message.path("content").forEach(this::part);
        int number = 0;
        for (JsonNode call : message.path("tool_calls")) {
            call(number++, call);
        }
        if (message.path(PLAN).isTextual()) {
            plan(message.path(PLAN).textValue());
        }
        if (!message.path(CITATIONS).isEmpty()) {
            message.path(CITATIONS).forEach(this::citation);
        }
    }

    /** A part of the content, or a piece of one: which it is says the field that it has. */
    List<CompletionDelta> part(JsonNode part) {
        String thought = part.path("thinking").textValue();
        if (thought != null && !thought.isEmpty()) {
            return List.of(choice.reasoning(thought));
        }
        String text = part.path("text").textValue();
        return text == null || text.isEmpty() ? List.of() : List.of(choice.text(text));
    }

    CompletionDelta call(int number, JsonNode call) {
        JsonNode function = call.path("function");
        String given = call.path("id").asText("");
        return choice.call(
                number,
                given.isEmpty() ? "call_" + number : given,
                function.path("name").asText(""),
                function.path("arguments").asText(""));
    }

    List<CompletionDelta> closeCalls() {
        return choice.closeCalls();
    }

    CompletionDelta arguments(int number, String piece) throws ReplyException {
        return choice.arguments(number, piece);
    }

    CompletionDelta plan(String piece) {
        plan.append(piece);
        choice.messageField(PLAN, WireJson.object().textNode(plan.toString()));
        return choice.passing(PLAN, WireJson.object().textNode(piece));
    }

    CompletionDelta citation(JsonNode citation) {
        citations.add(citation);
        choice.messageField(CITATIONS, citations);
        ArrayNode one = WireJson.object().putArray(CITATIONS);
        return choice.passing(CITATIONS, one.add(citation));
    }

    /** {@code end} has the reason, the usage and, when all is not well, an error. */
    CompletionDelta end(JsonNode end) throws ReplyException {
        String reason = end.path("finish_reason").textValue();
        usage = CohereUsage.of(end.path("usage"));
        CohereResponseMapper.failOnError(reason, end);
        ObjectNode extra = WireJson.object();
        if (reason != null) {
            extra.put("native_finish_reason", reason);
        }
        return choice.finish(reason(reason), extra);
    }

    boolean finished() {
        return choice.finished();
    }

    @Nullable
    TokenUsage usage() {
        return usage;
    }

    Reply reply() {
        Completion.Choice built = choice.build();
        return new Reply(new Completion(List.of(built), id, WireJson.EMPTY), built.finishReason(), usage);
    }

    private static FinishReason reason(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.UNKNOWN;
        };
    }
}
