package io.promptyard.connector.anthropic;

import io.promptyard.connector.http.ReplyFuzz;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

class AnthropicReplyFuzzTest extends FuzzTarget {
    private final ReplyFuzz replies = new ReplyFuzz(new AnthropicResponseMapper());

    @Override
    protected void read(byte[] input) {
        replies.read(input);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return ReplyFuzz.recorded("anthropic");
    }
}
