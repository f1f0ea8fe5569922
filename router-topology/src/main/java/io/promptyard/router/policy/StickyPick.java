package io.promptyard.router.policy;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Role;
import io.promptyard.router.policy.Picker.Pick;
import java.util.List;

/**
 * The same target for the same key, on every instance and without memory: each target is drawn a number from the key, and the
 * greatest wins, so that one which falls out moves only its own conversations. Pure.
 */
final class StickyPick {
    static final String CONVERSATION = "conversation";
    static final String TENANT = "tenant";
    static final String TAG = "tag:";

    private StickyPick() {}

    /** @param permitted not empty */
    static Pick of(String by, List<Assessed> permitted, PromptRequest request) {
        long key = Picker.hash(request.tenant() + '\n' + key(by, request));
        Assessed best = permitted.getFirst();
        long most = Long.MIN_VALUE;
        for (Assessed each : permitted) {
            long drawn = Picker.hash(key + each.offer().name());
            if (drawn > most) {
                most = drawn;
                best = each;
            }
        }
        return new Pick(best);
    }

    /** What of a prompt, beside its tenant, is the same for all of one key. */
    static String key(String by, PromptRequest request) {
        if (by.equals(TENANT)) {
            return "";
        }
        String tag = request.tags().get(by.startsWith(TAG) ? by.substring(TAG.length()) : CONVERSATION);
        return tag == null ? opening(request) : tag;
    }

    /** What all turns of a conversation have in common: everything up to its first question. */
    private static String opening(PromptRequest request) {
        if (!(request.body() instanceof PromptBody body)) {
            return "";
        }
        StringBuilder opening = new StringBuilder();
        for (ChatMessage message : body.messages()) {
            opening.append(message.role()).append('\n');
            for (ContentPart part : message.content()) {
                if (part instanceof ContentPart.TextPart text) {
                    opening.append(text.text()).append('\n');
                }
            }
            if (message.role() == Role.USER) {
                break;
            }
        }
        return opening.toString();
    }
}
