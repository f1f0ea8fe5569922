package io.promptyard.connector.cohere;

import io.promptyard.connector.ProviderFailureContract;
import io.promptyard.model.outcome.FailureKind;
import java.util.Map;

class CohereFailureTest extends ProviderFailureContract {

    @Override
    protected String dialect() {
        return "cohere";
    }

    @Override
    protected String expectedPath() {
        return "/v2/chat";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }

    /** An error within a stream is a text, and says not which it is. */
    @Override
    protected FailureKind errorWithinStream() {
        return FailureKind.PROVIDER_ERROR;
    }
}
