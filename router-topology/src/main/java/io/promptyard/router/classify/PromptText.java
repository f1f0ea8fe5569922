package io.promptyard.router.classify;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import java.util.List;

/**
 * The bounded extract that is looked at: of what the user said last the beginning and the end, where instructions
 * stand, and the beginning of the system text. {@code chars} is the length of the user's text before it was cut.
 */
record PromptText(String asked, String system, int chars) {
    static final int HEAD_CHARS = 4096;
    static final int TAIL_CHARS = 2048;
    static final int SYSTEM_CHARS = 512;
    private static final int MAX_PARTS = 256;

    static PromptText of(PromptBody body) {
        List<ChatMessage> messages = body.messages();
        int last = messages.size() - 1;
        for (int at = last; at >= 0; at--) {
            if (messages.get(at).role() == Role.USER) {
                last = at;
                break;
            }
        }
        String system = system(messages);
        if (last < 0) {
            return new PromptText("", system, 0);
        }
        PromptText asked = extract(messages.get(last), HEAD_CHARS, TAIL_CHARS);
        return new PromptText(asked.asked(), system, asked.chars());
    }

    private static String system(List<ChatMessage> messages) {
        for (int at = 0; at < Math.min(MAX_PARTS, messages.size()); at++) {
            ChatMessage message = messages.get(at);
            if (message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER) {
                return extract(message, SYSTEM_CHARS, 0).asked();
            }
        }
        return "";
    }

    private static PromptText extract(ChatMessage message, int headChars, int tailChars) {
        if (message.content().size() == 1
                && message.content().get(0) instanceof ContentPart.TextPart whole
                && whole.text().length() <= headChars) {
            return new PromptText(whole.text().strip(), "", whole.text().length());
        }
        StringBuilder head = new StringBuilder();
        String tail = "";
        long chars = 0;
        for (ContentPart part : message.content()) {
            if (part instanceof ContentPart.TextPart written) {
                String text = written.text();
                chars += text.length();
                int room = Math.min(text.length(), headChars - head.length());
                if (room > 0) {
                    head.append(text, 0, room).append('\n');
                }
                int rest = text.length() - Math.max(room, 0);
                if (rest > 0) {
                    tail = text.substring(text.length() - Math.min(rest, tailChars));
                }
            }
        }
        return new PromptText(head.append(tail).toString().strip(), "", (int) Math.min(Integer.MAX_VALUE, chars));
    }
}
