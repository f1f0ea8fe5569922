package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderFailureContract;
import java.util.Map;

class OpenAiFailureTest extends ProviderFailureContract {

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
}
