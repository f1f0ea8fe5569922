package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.CompletionDelta.ToolCallDelta;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.Role;
import io.promptyard.model.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a dialect that has one choice, gathered as its pieces come; each piece comes back as the delta that it is.
 * Not thread-safe.
 */
public final class SingleChoice {
    /** What we, and most hosts, call the text of a model's reasoning. */
    public static final String REASONING = "reasoning_content";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<Integer, Call> calls = new LinkedHashMap<>();
    private final ObjectNode messageExtra = WireJson.object();
    private ObjectNode choiceExtra = WireJson.object();
    private @Nullable JsonNode logprobs;
    private @Nullable FinishReason finishReason;
    private boolean hasText;
    private boolean begun;

    /** Says who speaks, and nothing else. */
    public CompletionDelta begin() {
        return delta(null, List.of(), null, WireJson.object());
    }

    public CompletionDelta text(String piece) {
        hasText = true;
        text.append(piece);
        return delta(piece, List.of(), null, WireJson.object());
    }

    public CompletionDelta reasoning(String piece) {
        reasoning.append(piece);
        return delta(null, List.of(), null, WireJson.object().put(REASONING, piece));
    }

    /** A call begins; {@code key} is the dialect's own number for it. */
    public CompletionDelta call(int key, String id, String name, String arguments) {
        Call call = new Call(calls.size(), id, name);
        call.arguments.append(arguments);
        calls.put(key, call);
        return delta(null, List.of(call.piece(id, name, arguments)), null, WireJson.object());
    }

    /** A call goes on. */
    public CompletionDelta arguments(int key, String piece) throws ReplyException {
        Call call = calls.get(key);
        if (call == null) {
            throw ReplyException.malformed("arguments of a call that has not begun");
        }
        call.arguments.append(piece);
        return delta(null, List.of(call.piece(null, null, piece)), null, WireJson.object());
    }

    /** Nothing more comes of calls: those of which nothing was said get the empty object, which is what clients parse. */
    public List<CompletionDelta> closeCalls() {
        List<ToolCallDelta> empty = new ArrayList<>();
        for (Call call : calls.values()) {
            if (call.arguments.isEmpty()) {
                call.arguments.append(WireJson.EMPTY);
                empty.add(call.piece(null, null, WireJson.EMPTY));
            }
        }
        return empty.isEmpty() ? List.of() : List.of(delta(null, empty, null, WireJson.object()));
    }

    /** A field of the message that has no typed place, as it stands by now. */
    public void messageField(String name, JsonNode value) {
        messageExtra.set(name, value);
    }

    /** A piece of such a field, for whoever reads along. */
    public CompletionDelta passing(String name, JsonNode piece) {
        ObjectNode extra = WireJson.object();
        extra.set(name, piece);
        return delta(null, List.of(), null, extra);
    }

    /** More log probabilities, in OpenAI's shape. */
    public CompletionDelta logprobs(ObjectNode piece) {
        if (logprobs != null && logprobs.path("content") instanceof ArrayNode list) {
            piece.path("content").forEach(list::add);
        } else {
            logprobs = piece.deepCopy();
        }
        ObjectNode extra = WireJson.object();
        extra.set("logprobs", piece);
        return delta(null, List.of(), null, extra);
    }

    /** The end; {@code extra} are fields of the choice without a typed place. */
    public CompletionDelta finish(FinishReason reason, ObjectNode extra) {
        finishReason = reason;
        choiceExtra = extra;
        return delta(null, List.of(), reason, extra);
    }

    public boolean finished() {
        return finishReason != null;
    }

    public boolean hasCalls() {
        return !calls.isEmpty();
    }

    /** Everything so far. */
    public Completion.Choice build() {
        ObjectNode extra = messageExtra.deepCopy();
        if (!reasoning.isEmpty()) {
            extra.put(REASONING, reasoning.toString());
        }
        List<ContentPart> content = hasText ? List.of(new ContentPart.TextPart(text.toString())) : List.of();
        List<ToolCall> called = new ArrayList<>();
        calls.values().forEach(call -> called.add(ToolCall.function(call.id, call.name, call.arguments())));
        ChatMessage message = new ChatMessage(Role.ASSISTANT, content, called, null, null, WireJson.text(extra));
        return new Completion.Choice(
                0,
                message,
                finishReason == null ? FinishReason.UNKNOWN : finishReason,
                logprobs == null ? null : WireJson.text(logprobs),
                WireJson.text(choiceExtra));
    }

    private CompletionDelta delta(
            @Nullable String content, List<ToolCallDelta> called, @Nullable FinishReason reason, ObjectNode extra) {
        Role role = begun ? null : Role.ASSISTANT;
        begun = true;
        ChoiceDelta choice = new ChoiceDelta(0, role, content, called, reason, WireJson.text(extra));
        return new CompletionDelta(List.of(choice), WireJson.EMPTY);
    }

    private static final class Call {
        private final int index;
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();

        Call(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }

        ToolCallDelta piece(@Nullable String id, @Nullable String name, String piece) {
            return new ToolCallDelta(index, id, name, piece, WireJson.EMPTY);
        }

        /** A call without arguments may say nothing at all of them. */
        String arguments() {
            return arguments.isEmpty() ? WireJson.EMPTY : arguments.toString();
        }
    }
}
