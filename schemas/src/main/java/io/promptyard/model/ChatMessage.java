package io.promptyard.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One message of a conversation. A plain string is one {@link ContentPart.TextPart}; null content is no part. */
public record ChatMessage(
        Role role,
        List<ContentPart> content,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId,
        @Nullable String name,
        String extra) {
    public ChatMessage {
        Objects.requireNonNull(role, "role");
        content = List.copyOf(content);
        toolCalls = List.copyOf(toolCalls);
        Objects.requireNonNull(extra, "extra");
    }

    public static ChatMessage of(Role role, String text) {
        return new ChatMessage(role, List.of(new ContentPart.TextPart(text)), List.of(), null, null, "{}");
    }

    /** The text parts, one per line; empty when there are none. */
    public String text() {
        return content.stream()
                .filter(ContentPart.TextPart.class::isInstance)
                .map(part -> ((ContentPart.TextPart) part).text())
                .collect(Collectors.joining("\n"));
    }
}
