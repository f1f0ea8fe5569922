package io.promptyard.connector.responses;

import io.promptyard.connector.RequestMapperContract;

class ResponsesRequestMapperTest extends RequestMapperContract {
    ResponsesRequestMapperTest() {
        super("responses", new ResponsesRequestMapper());
    }
}
