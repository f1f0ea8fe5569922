package io.promptyard.gateway.openai;

import io.promptyard.model.PromptContent.PromptBody;
import io.vertx.core.buffer.Buffer;

/** Bodies of requests as the gateway reads them, for tests of what becomes of them behind it. */
public final class ChatBodies {
    private ChatBodies() {}

    public static PromptBody read(String json) {
        return (PromptBody) PromptMapper.read(Json.body(Buffer.buffer(json))).body();
    }
}
