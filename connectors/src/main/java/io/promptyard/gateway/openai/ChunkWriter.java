package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of one stream, every one under the same id, time and model, and remembers what it wrote. Owned by
 * one event loop.
 */
final class ChunkWriter {
    /** Fields that a delta's extra may hold although they stand beside the delta. */
    private static final List<String> OF_CHOICE =
            List.of("logprobs", "finish_reason", "content_filter_results", "stop_reason", "token_ids");

    private final String id;
    private final long created;
    private final String model;
    private final boolean includeUsage;
    private final Map<Integer, SentAnswer> sent = new TreeMap<>();

    ChunkWriter(String id, long created, String model, boolean includeUsage) {
        this.id = id;
        this.created = created;
        this.model = model;
        this.includeUsage = includeUsage;
    }

    ObjectNode write(CompletionDelta delta) {
        ObjectNode chunk = chunk();
        ArrayNode choices = chunk.withArrayProperty("choices");
        delta.choices().forEach(choice -> choices.add(choice(choice)));
        ObjectNode extra = Json.extra(delta.extra());
        // Usage is ours to give, once; and an "error" key, even null, makes some SDKs throw.
        extra.remove(List.of("usage", "error"));
        Json.merge(chunk, extra);
        return chunk;
    }

    /**
     * The chunks that complete what was written from the full answer; empty when that is not its beginning. When all
     * chunks of the attempt came, only an end that was not told is added.
     */
    Optional<List<ObjectNode>> rest(Completion completion, boolean allCame) {
        List<ObjectNode> rest = new ArrayList<>();
        for (Completion.Choice choice : completion.choices()) {
            SentAnswer before = sent.computeIfAbsent(choice.index(), ignored -> new SentAnswer());
            if (!allCame) {
                Optional<ObjectNode> delta = before.rest(choice);
                if (delta.isEmpty()) {
                    return Optional.empty();
                }
                if (!delta.get().isEmpty()) {
                    rest.add(single(choice.index(), delta.get(), null));
                }
            }
            if (!before.finishSent()) {
                rest.add(single(choice.index(), Json.object(), choice.finishReason()));
            }
        }
        return Optional.of(rest);
    }

    ObjectNode usage(TokenUsage usage) {
        ObjectNode chunk = chunk();
        chunk.set("usage", UsageWriter.write(usage));
        return chunk;
    }

    private ObjectNode chunk() {
        ObjectNode chunk = Json.object()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model);
        chunk.putArray("choices");
        if (includeUsage) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private ObjectNode single(int index, ObjectNode delta, @Nullable FinishReason finish) {
        ObjectNode chunk = chunk();
        chunk.withArrayProperty("choices").add(choice(index, delta, finish));
        return chunk;
    }

    private ObjectNode choice(ChoiceDelta choice) {
        SentAnswer before = sent.computeIfAbsent(choice.index(), ignored -> new SentAnswer());
        ObjectNode delta = Json.object();
        if (!before.roleSent()) {
            delta.put("role", "assistant");
        }
        if (choice.content() != null) {
            delta.put("content", choice.content());
        }
        if (!choice.toolCalls().isEmpty()) {
            ArrayNode calls = delta.putArray("tool_calls");
            choice.toolCalls().forEach(call -> calls.add(toolCall(call)));
        }
        ObjectNode extra = Json.extra(choice.extra());
        ObjectNode ofChoice = Json.object();
        for (String name : OF_CHOICE) {
            JsonNode value = extra.remove(name);
            if (value != null) {
                ofChoice.set(name, value);
            }
        }
        Json.merge(delta, extra);
        before.record(choice);
        // A reason that we have no word for ends the choice all the same, in a word that every SDK knows.
        FinishReason finish = choice.finishReason() == null && ofChoice.hasNonNull("finish_reason")
                ? FinishReason.UNKNOWN
                : choice.finishReason();
        ObjectNode node = choice(choice.index(), delta, finish);
        ofChoice.remove("finish_reason");
        node.setAll(ofChoice);
        return node;
    }

    private static ObjectNode choice(int index, ObjectNode delta, @Nullable FinishReason finish) {
        ObjectNode node = Json.object().put("index", index);
        node.set("delta", delta);
        node.putNull("logprobs");
        return node.put("finish_reason", finish == null ? null : FinishReasons.wire(finish));
    }

    private static ObjectNode toolCall(ToolCallDelta call) {
        ObjectNode node = Json.object().put("index", call.index());
        ObjectNode extra = Json.extra(call.extra());
        if (call.id() != null) {
            node.put("id", call.id());
            if (!extra.has("type")) {
                node.put("type", "function");
            }
        }
        if (call.name() != null || call.arguments() != null) {
            ObjectNode function = node.putObject("function");
            if (call.name() != null) {
                function.put("name", call.name());
            }
            if (call.arguments() != null) {
                function.put("arguments", call.arguments());
            }
        }
        Json.merge(node, extra);
        return node;
    }
}
