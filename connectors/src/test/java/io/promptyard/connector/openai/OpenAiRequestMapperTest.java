package io.promptyard.connector.openai;

import io.promptyard.connector.RequestMapperContract;

class OpenAiRequestMapperTest extends RequestMapperContract {
    OpenAiRequestMapperTest() {
        super("openai", new OpenAiRequestMapper());
    }
}
