package io.promptyard.connector.ollama;

import io.promptyard.connector.RequestMapperContract;

class OllamaRequestMapperTest extends RequestMapperContract {
    OllamaRequestMapperTest() {
        super("ollama", new OllamaRequestMapper());
    }
}
