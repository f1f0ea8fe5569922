package io.promptyard.connector.gemini;

import io.promptyard.connector.ProviderConnectorContract;
import io.promptyard.connector.ScriptedProvider;
import java.util.Map;

class GeminiConnectorTest extends ProviderConnectorContract {

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
    protected String model(ScriptedProvider.Received received) {
        return received.path().replaceFirst("^/v1beta/models/(.*):generateContent$", "$1");
    }

    @Override
    protected String expectedEmbeddingsPath() {
        return "/v1beta/models/model-1:batchEmbedContents";
    }
}
