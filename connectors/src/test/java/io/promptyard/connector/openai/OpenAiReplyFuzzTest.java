package io.promptyard.connector.openai;

import io.promptyard.connector.http.ReplyFuzz;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

class OpenAiReplyFuzzTest extends FuzzTarget {
    private final ReplyFuzz replies = new ReplyFuzz(new OpenAiResponseMapper());

    @Override
    protected void read(byte[] input) {
        replies.read(input);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return ReplyFuzz.recorded("openai");
    }
}
