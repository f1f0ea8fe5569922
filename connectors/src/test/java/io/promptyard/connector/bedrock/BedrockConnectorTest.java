package io.promptyard.connector.bedrock;

import io.promptyard.connector.ProviderConnectorContract;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.model.Target;
import java.util.Map;

class BedrockConnectorTest extends ProviderConnectorContract {

    @Override
    protected boolean holdsAnswersToSchemas() {
        return false;
    }

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

    @Override
    protected String model(ScriptedProvider.Received received) {
        return received.path().replaceFirst("^/model/(.*)/converse$", "$1");
    }

    @Override
    protected Target embeddingsTarget() {
        return Target.of("provider", "cohere.embed-english-v3");
    }

    /** The body says nothing of tokens. */
    @Override
    protected Map<String, String> embeddingsHeaders() {
        return Map.of("x-amzn-bedrock-input-token-count", "8");
    }

    @Override
    protected String expectedEmbeddingsPath() {
        return "/model/cohere.embed-english-v3/invoke";
    }
}
