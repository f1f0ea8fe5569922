package io.promptyard.connector.gemini;

import io.promptyard.connector.ProviderConnectorContract;
import io.promptyard.connector.ScriptedProvider;
import java.util.Map;

class VertexConnectorTest extends ProviderConnectorContract {

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
    protected String model(ScriptedProvider.Received received) {
        return received.path().replaceFirst("^/publishers/google/models/(.*):generateContent$", "$1");
    }

    @Override
    protected String expectedEmbeddingsPath() {
        return "/publishers/google/models/model-1:predict";
    }
}
