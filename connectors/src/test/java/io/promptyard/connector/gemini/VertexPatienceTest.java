package io.promptyard.connector.gemini;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class VertexPatienceTest extends ProviderPatienceContract {

    @Override
    protected String dialect() {
        return "vertex";
    }

    @Override
    protected String recordings() {
        return "gemini";
    }

    @Override
    protected String expectedPath() {
        return "/publishers/google/models/model-1:generateContent";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }

    @Override
    protected boolean tellsUsageEarly() {
        return true;
    }
}
