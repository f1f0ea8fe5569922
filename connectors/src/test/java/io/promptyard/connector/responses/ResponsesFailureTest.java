package io.promptyard.connector.responses;

import io.promptyard.connector.ProviderFailureContract;
import java.util.Map;

class ResponsesFailureTest extends ProviderFailureContract {

    @Override
    protected String dialect() {
        return "responses";
    }

    @Override
    protected String expectedPath() {
        return "/v1/responses";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }
}
