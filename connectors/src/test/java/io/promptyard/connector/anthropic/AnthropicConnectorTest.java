package io.promptyard.connector.anthropic;

import io.promptyard.connector.ProviderConnectorContract;
import java.util.Map;

class AnthropicConnectorTest extends ProviderConnectorContract {

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

    @Override
    protected boolean embeds() {
        return false;
    }
}
