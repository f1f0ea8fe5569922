package io.promptyard.connector.anthropic;

import io.promptyard.connector.RequestMapperContract;

class AnthropicRequestMapperTest extends RequestMapperContract {
    AnthropicRequestMapperTest() {
        super("anthropic", new AnthropicRequestMapper());
    }
}
