package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.Unsupported;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the turn that a prompt asks to be gone on with permits, and what a model refuses of it. Stateless. */
public final class OpenTurn {
    private OpenTurn() {}

    /**
     * Whether the API would refuse a budget for thoughts: where a tool must be called, where the answer is begun already,
     * and where results answer calls that came without thoughts.
     */
    public static boolean permitsNoBudget(PromptBody body) throws PromptRejectedException {
        List<ChatMessage> messages = body.messages();
        Role last = messages.isEmpty() ? Role.USER : messages.getLast().role();
        return isForced(body) || last == Role.ASSISTANT || (last == Role.TOOL && isThoughtless(messages));
    }

    /**
     * The prompt as the model takes it: where it refuses that a tool must be called that is refused by name, or left out where
     * the configuration says so. An answer that it would have to go on with is always refused: it is part of the prompt.
     */
    public static PromptBody taken(PromptBody body, ClaudeThinking claude, Unsupported unsupported)
            throws PromptRejectedException {
        if (claude.refusesPrefill() && isBegun(body.messages())) {
            throw PromptRejectedException.byModel("messages: this model goes on with no answer that is begun");
        }
        if (!claude.refusesForcedTools() || !isForced(body)) {
            return body;
        }
        unsupported.refuseByModel("tool_choice", "this model cannot be made to call a tool");
        return new PromptBody(
                body.messages(), body.tools(), null, body.sampling(), body.responseFormat(), body.extra());
    }

    /** Whether it ends with an answer of the client's; one that the API has paused comes back whole, and is gone on with. */
    private static boolean isBegun(List<ChatMessage> messages) throws PromptRejectedException {
        if (messages.isEmpty() || messages.getLast().role() != Role.ASSISTANT) {
            return false;
        }
        JsonNode extra = ExtraJson.object(messages.getLast().extra(), "messages");
        return extra.path(AnthropicMessagesMapper.CONTENT_BLOCKS).isEmpty();
    }

    /** Whether a tool must be called. */
    public static boolean isForced(PromptBody body) throws PromptRejectedException {
        String choice = body.toolChoice();
        if (choice == null || body.tools().isEmpty()) {
            return false;
        }
        String word = choice.matches("[a-z]+") ? choice : null;
        JsonNode node = word == null ? ExtraJson.value(choice, "tool_choice") : null;
        String said = node != null && node.isTextual() ? node.textValue() : word;
        return said == null || said.equals("required");
    }

    private static boolean isThoughtless(List<ChatMessage> messages) throws PromptRejectedException {
        ChatMessage asks = lastAnswer(messages);
        if (asks == null) {
            return true;
        }
        JsonNode extra = ExtraJson.object(asks.extra(), "messages");
        return extra.path(AnthropicMessagesMapper.THINKING_BLOCKS).isEmpty()
                && extra.path(AnthropicMessagesMapper.CONTENT_BLOCKS).isEmpty()
                && extra.path("bedrock_content").isEmpty();
    }

    private static @Nullable ChatMessage lastAnswer(List<ChatMessage> messages) {
        for (ChatMessage message : messages.reversed()) {
            if (message.role() == Role.ASSISTANT) {
                return message;
            }
        }
        return null;
    }
}
