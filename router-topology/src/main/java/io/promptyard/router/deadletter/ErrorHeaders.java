package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The record headers of KIP-1034 on a dead letter. Messages and stack traces are scrubbed: class names and frames only,
 * as an exception's text may quote the prompt.
 */
public final class ErrorHeaders {
    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String STACKTRACE = "__streams.errors.stacktrace";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    private ErrorHeaders() {}

    /** Adds the six headers, without an origin only three, to {@code headers}, in place. {@code message} must hold no prompt content. */
    public static void write(Headers headers, DeadLetter letter, @Nullable Throwable cause) {
        put(headers, EXCEPTION, letter.exceptionClass() == null ? letter.kind().name() : letter.exceptionClass());
        put(headers, MESSAGE, letter.target() == null ? letter.message() : summary(letter));
        put(headers, STACKTRACE, cause == null ? "" : Scrubbed.trace(cause));
        DeadLetter.Source source = letter.source();
        if (source != null) {
            origin(headers, source.topic(), source.partition(), source.offset());
        }
    }

    /** The origin alone, for a letter that does not know it: the record whose handling ended the prompt. */
    static void origin(Headers headers, RecordMetadata read) {
        origin(headers, read.topic(), read.partition(), read.offset());
    }

    private static void origin(Headers headers, String topic, int partition, long offset) {
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
    }

    /** A provider's own words may quote the prompt, so a letter that tells of a provider is summed up. */
    private static String summary(DeadLetter letter) {
        return letter.kind() + " at " + letter.stage() + ", last target " + letter.target()
                + (letter.httpStatus() == null ? "" : ", status " + letter.httpStatus());
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
