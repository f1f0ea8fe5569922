package io.promptyard.gateway.openai;

import io.promptyard.fuzz.Corpus;
import io.promptyard.fuzz.FuzzTarget;
import java.util.stream.Stream;

/** The body of a request for vectors from any client. */
class EmbeddingRequestFuzzTest extends FuzzTarget {
    @Override
    protected void read(byte[] input) {
        RequestFuzz.read(input, EmbeddingRequestMapper::read);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Corpus.files("openai/requests", ".json");
    }
}
