package io.promptyard.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The record headers of the contract and their encodings. */
public final class RecordHeaders {
    /** W3C trace context, UTF-8. */
    public static final String TRACEPARENT = "traceparent";

    /** Partition of responses and response-chunks that the waiting reader reads: 4 bytes, big endian. */
    public static final String REPLY_PARTITION = "reply-partition";

    /** Name or fingerprint of the API key that a prompt came with, never the key, UTF-8. */
    public static final String KEY_ID = "key-id";

    /** On a copy of an answer, made for a prompt that was sent again: {@code <partition>/<offset>} of the answer, UTF-8. */
    public static final String REPEAT_OF = "repeat-of";

    private RecordHeaders() {}

    public static byte[] repeatOf(int partition, long offset) {
        return (partition + "/" + offset).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] replyPartition(int partition) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
    }

    /** The reply partition, empty when the header is missing or not four bytes. */
    public static Optional<Integer> replyPartition(Headers headers) {
        Header header = headers.lastHeader(REPLY_PARTITION);
        if (header == null || header.value() == null || header.value().length != Integer.BYTES) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.wrap(header.value()).getInt());
    }

    public static Optional<String> traceparent(Headers headers) {
        return text(headers, TRACEPARENT);
    }

    public static Optional<String> keyId(Headers headers) {
        return text(headers, KEY_ID);
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
