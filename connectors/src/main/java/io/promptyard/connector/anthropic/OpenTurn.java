package io.promptyard.connector.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the turn that a prompt asks to be gone on with permits that thinking be begun. Stateless. */
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

    private static boolean isForced(PromptBody body) throws PromptRejectedException {
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
