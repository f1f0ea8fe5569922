package io.promptyard.connector.anthropic;

import io.promptyard.connector.ProviderFailureContract;
import java.util.Map;

class AnthropicFailureTest extends ProviderFailureContract {

    @Override
    protected String dialect() {
        return "anthropic";
    }

    @Override
    protected String expectedPath() {
        return "/v1/messages";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("x-api-key", key);
    }
}
