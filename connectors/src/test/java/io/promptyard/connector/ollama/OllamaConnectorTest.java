package io.promptyard.connector.ollama;

import io.promptyard.connector.ProviderConnectorContract;
import java.util.Map;

class OllamaConnectorTest extends ProviderConnectorContract {

    @Override
    protected String dialect() {
        return "ollama";
    }

    @Override
    protected String expectedPath() {
        return "/api/chat";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }

    @Override
    protected String streamSuffix() {
        return ".ndjson";
    }

    @Override
    protected String streamType() {
        return "application/x-ndjson";
    }

    /** It does not say. */
    @Override
    protected long cachedTokens() {
        return 0;
    }

    @Override
    protected String expectedEmbeddingsPath() {
        return "/api/embed";
    }
}
