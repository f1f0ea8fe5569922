package io.promptyard.connector.bedrock;

import io.promptyard.connector.RequestMapperContract;

class BedrockRequestMapperTest extends RequestMapperContract {
    BedrockRequestMapperTest() {
        super("bedrock", new BedrockRequestMapper()::map);
    }
}
