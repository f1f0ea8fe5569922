package io.promptyard.connector.bedrock;

import io.promptyard.connector.ProviderPatienceContract;
import java.util.Map;

class BedrockPatienceTest extends ProviderPatienceContract {

    @Override
    protected String dialect() {
        return "bedrock";
    }

    @Override
    protected String expectedPath() {
        return "/model/model-1/converse";
    }

    @Override
    protected Map.Entry<String, String> expectedKey(String key) {
        return Map.entry("Authorization", "Bearer " + key);
    }

    @Override
    protected String streamSuffix() {
        return ".events";
    }

    @Override
    protected String streamType() {
        return "application/vnd.amazon.eventstream";
    }
}
