package io.promptyard.connector.anthropic;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class AnthropicPatienceTest extends ProviderPatienceContract {

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
    protected boolean tellsUsageEarly() {
        return true;
    }
}
