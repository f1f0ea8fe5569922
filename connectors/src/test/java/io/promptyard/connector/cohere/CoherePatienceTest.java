package io.promptyard.connector.cohere;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class CoherePatienceTest extends ProviderPatienceContract {

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
}
