package io.promptyard.connector.gemini;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class GeminiPatienceTest extends ProviderPatienceContract {

    @Override
    protected String dialect() {
        return "gemini";
    }

    @Override
    protected String expectedPath() {
        return "/v1beta/models/model-1:generateContent";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("x-goog-api-key", key);
    }

    @Override
    protected boolean tellsUsageEarly() {
        return true;
    }
}
