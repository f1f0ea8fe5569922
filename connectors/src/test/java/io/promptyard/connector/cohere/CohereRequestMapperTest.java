package io.promptyard.connector.cohere;

import io.promptyard.connector.RequestMapperContract;

class CohereRequestMapperTest extends RequestMapperContract {
    CohereRequestMapperTest() {
        super("cohere", new CohereRequestMapper());
    }
}
