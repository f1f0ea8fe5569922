package io.promptyard.connector.responses;

import io.promptyard.connector.http.ReplyFuzz;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

class ResponsesReplyFuzzTest extends FuzzTarget {
    private final ReplyFuzz replies = new ReplyFuzz(new ResponsesResponseMapper());

    @Override
    protected void read(byte[] input) {
        replies.read(input);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return ReplyFuzz.recorded("responses");
    }
}
