package io.promptyard.gateway.openai;

import io.promptyard.fuzz.Corpus;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

/** A chat completion's body from any client. */
class ChatRequestFuzzTest extends FuzzTarget {
    @Override
    protected void read(byte[] input) {
        RequestFuzz.read(input, PromptMapper::read);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("openai/requests", "anthropic/requests", "gateway")
                .flatMap(folder -> Corpus.files(folder, ".json"));
    }
}
