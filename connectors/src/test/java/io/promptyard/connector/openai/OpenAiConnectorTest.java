package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderConnectorContract;
import java.util.Map;

class OpenAiConnectorTest extends ProviderConnectorContract {

    @Override
    protected String dialect() {
        return "openai";
    }

    @Override
    protected String expectedPath() {
        return "/v1/chat/completions";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }

    @Override
    protected String expectedEmbeddingsPath() {
        return "/v1/embeddings";
    }
}
