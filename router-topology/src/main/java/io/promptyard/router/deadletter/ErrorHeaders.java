package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
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
    private static final int FRAMES = 10;

    private ErrorHeaders() {}

    /** Adds the six headers to {@code headers}, in place. {@code message} must hold no prompt content. */
    public static void write(Headers headers, DeadLetter letter, @Nullable Throwable cause) {
        put(headers, EXCEPTION, letter.exceptionClass() == null ? letter.kind().name() : letter.exceptionClass());
        put(headers, MESSAGE, letter.message());
        put(headers, STACKTRACE, cause == null ? "" : frames(cause));
        DeadLetter.Source source = letter.source();
        if (source != null) {
            put(headers, TOPIC, source.topic());
            put(headers, PARTITION, Integer.toString(source.partition()));
            put(headers, OFFSET, Long.toString(source.offset()));
        }
    }

    private static String frames(Throwable cause) {
        return cause.getClass().getName()
                + Arrays.stream(cause.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining());
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
