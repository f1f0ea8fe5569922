package io.promptyard.connector.ollama;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class OllamaPatienceTest extends ProviderPatienceContract {

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
}
