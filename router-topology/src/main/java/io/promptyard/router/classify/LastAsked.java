package io.promptyard.router.classify;

import io.promptyard.model.PromptContent.PromptBody;

/** What the user asked last, as the first tier reads it: the beginning and the end, bounded. */
public final class LastAsked {
    private LastAsked() {}

    /** Holds prompt text: never to be printed. */
    public static String of(PromptBody body) {
        return PromptText.of(body).asked();
    }
}
