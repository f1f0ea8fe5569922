package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderConnectorContract;
import java.util.Map;

class AzureConnectorTest extends ProviderConnectorContract {

    @Override
    protected String dialect() {
        return "azure";
    }

    @Override
    protected String expectedPath() {
        return "/openai/deployments/model-1/chat/completions";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("api-key", key);
    }

    @Override
    protected String expectedEmbeddingsPath() {
        return "/openai/deployments/model-1/embeddings";
    }
}
