package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderFailureContract;
import java.util.Map;

class AzureFailureTest extends ProviderFailureContract {

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
}
