package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.Corpus;
import io.promptyard.fuzz.FuzzTarget;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events are the same however the network splits their bytes. The first byte of an input says how long the pieces are. */
class SseParserFuzzTest extends FuzzTarget {

    @Override
    protected Stream<byte[]> seeds() {
        return Corpus.files("", ".sse");
    }

    @Override
    protected void read(byte[] input) {
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        assertThat(events(input, piece)).isEqualTo(events(input, Math.max(1, input.length)));
    }

    private static List<SseEvent> events(byte[] bytes, int piece) {
        SseParser parser = new SseParser();
        List<SseEvent> events = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            events.addAll(parser.feed(Buffer.buffer().appendBytes(bytes, from, Math.min(piece, bytes.length - from))));
        }
        events.addAll(parser.end());
        return events;
    }
}
