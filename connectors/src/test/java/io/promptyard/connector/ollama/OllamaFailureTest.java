package io.promptyard.connector.ollama;

import io.promptyard.connector.ProviderFailureContract;
import io.promptyard.model.outcome.FailureKind;
import java.util.Map;

class OllamaFailureTest extends ProviderFailureContract {

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

    /** An error within a stream is a text, and says not which it is. */
    @Override
    protected FailureKind errorWithinStream() {
        return FailureKind.PROVIDER_ERROR;
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
