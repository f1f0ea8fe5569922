package io.promptyard.connector.responses;

import io.promptyard.connector.ProviderConnectorContract;
import java.util.Map;

class ResponsesConnectorTest extends ProviderConnectorContract {

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

    @Override
    protected boolean embeds() {
        return false;
    }
}
