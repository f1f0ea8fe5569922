package io.promptyard.router.classify;

import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import java.time.Instant;

final class ClassifierFixtures {
    private ClassifierFixtures() {}

    static PromptRequest request(PromptContent body) {
        return PromptRequest.of(new RequestId("r-1"), Instant.EPOCH, body);
    }

    static PromptRequest request(String text) {
        return request(PromptBody.ofUser(text));
    }
}
