package io.promptyard.connector.openai;

import io.promptyard.connector.RequestMapperContract;

class AzureRequestMapperTest extends RequestMapperContract {
    AzureRequestMapperTest() {
        super("azure", AzureConnectorFactory.requests());
    }
}
