package io.promptyard.connector.gemini;

import io.promptyard.connector.http.ReplyFuzz;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

class GeminiReplyFuzzTest extends FuzzTarget {
    private final ReplyFuzz replies = new ReplyFuzz(new GeminiResponseMapper());

    @Override
    protected void read(byte[] input) {
        replies.read(input);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return ReplyFuzz.recorded("gemini");
    }
}
