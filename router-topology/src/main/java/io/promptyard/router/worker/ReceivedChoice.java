package io.promptyard.router.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.JsonPieces;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One choice of {@link ReceivedPieces}. Not thread-safe. */
final class ReceivedChoice {
    private static final String LOGPROBS = "logprobs";
    private static final String TYPE = "type";

    private final int index;
    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private final JsonPieces extra = new JsonPieces();
    private final ObjectNode logprobs = WireJson.object();
    private Role role = Role.ASSISTANT;
    private @Nullable StringBuilder content;
    private FinishReason finishReason = FinishReason.UNKNOWN;

    ReceivedChoice(int index) {
        this.index = index;
    }

    void add(ChoiceDelta delta) {
        role = delta.role() == null ? role : delta.role();
        finishReason = delta.finishReason() == null ? finishReason : delta.finishReason();
        if (delta.content() != null) {
            content = content == null ? new StringBuilder() : content;
            content.append(delta.content());
        }
        for (ToolCallDelta call : delta.toolCalls()) {
            calls.computeIfAbsent(call.index(), ignored -> new Call()).add(call);
        }
        for (Map.Entry<String, JsonNode> field : fields(delta.extra())) {
            if (field.getKey().equals(LOGPROBS) && field.getValue() instanceof ObjectNode pieces) {
                pieces.properties().forEach(piece -> JsonPieces.append(logprobs, piece.getKey(), piece.getValue()));
            } else {
                extra.add(field.getKey(), field.getValue());
            }
        }
    }

    Completion.Choice build() {
        List<ContentPart> parts = content == null ? List.of() : List.of(new ContentPart.TextPart(content.toString()));
        ChatMessage message = new ChatMessage(
                role,
                parts,
                calls.values().stream().map(Call::build).toList(),
                null,
                null,
                WireJson.text(extra.build()));
        return new Completion.Choice(
                index, message, finishReason, logprobs.isEmpty() ? null : WireJson.text(logprobs), WireJson.EMPTY);
    }

    /** The fields of an {@code extra}. */
    static Set<Map.Entry<String, JsonNode>> fields(String extra) {
        if (extra.equals(WireJson.EMPTY)) {
            return Set.of();
        }
        try {
            return WireJson.parse(extra).properties();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a connector's own JSON is none", e);
        }
    }

    /** A tool call as far as it came: what was not told is empty. */
    private static final class Call {
        private final StringBuilder arguments = new StringBuilder();
        private final JsonPieces extra = new JsonPieces();
        private String id = "";
        private String name = "";
        private String type = "function";

        void add(ToolCallDelta delta) {
            id = delta.id() == null ? id : delta.id();
            name = delta.name() == null ? name : delta.name();
            arguments.append(delta.arguments() == null ? "" : delta.arguments());
            for (Map.Entry<String, JsonNode> field : fields(delta.extra())) {
                if (field.getKey().equals(TYPE)) {
                    type = field.getValue().asText(type);
                } else {
                    extra.add(field.getKey(), field.getValue());
                }
            }
        }

        ToolCall build() {
            return new ToolCall(id, name, arguments.toString(), type, WireJson.text(extra.build()));
        }
    }
}
