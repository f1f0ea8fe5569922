package io.promptyard.connector.gemini;

import io.promptyard.connector.RequestMapperContract;

class VertexRequestMapperTest extends RequestMapperContract {
    VertexRequestMapperTest() {
        super("vertex", new GeminiRequestMapper(GeminiHost.VERTEX));
    }
}
