package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class OpenAiPatienceTest extends ProviderPatienceContract {

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
