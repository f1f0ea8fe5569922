package io.promptyard.connector.bedrock;

import io.promptyard.connector.http.ReplyFuzz;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

class BedrockReplyFuzzTest extends FuzzTarget {
    private final ReplyFuzz replies = new ReplyFuzz(new BedrockResponseMapper());

    @Override
    protected void read(byte[] input) {
        replies.read(input);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return ReplyFuzz.recorded("bedrock", ".events");
    }
}
