package io.promptyard.connector.cohere;

import io.promptyard.connector.ProviderConnectorContract;
import java.util.Map;

class CohereConnectorTest extends ProviderConnectorContract {

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

    @Override
    protected String expectedEmbeddingsPath() {
        return "/v2/embed";
    }
}
