package io.promptyard.connector.gemini;

import io.promptyard.connector.RequestMapperContract;

class GeminiRequestMapperTest extends RequestMapperContract {
    GeminiRequestMapperTest() {
        super("gemini", new GeminiRequestMapper(GeminiHost.GEMINI));
    }
}
