package io.promptyard.router.deadletter;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A fault in words that are safe to log and to put into headers: class names and frames; its message may quote a prompt. */
public final class Scrubbed {
    private static final int FRAMES = 10;

    private Scrubbed() {}

    /** The fault and its causes, ten frames of each. */
    public static String trace(Throwable fault) {
        StringBuilder trace = new StringBuilder(frames(fault));
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            trace.append("\nCaused by: ").append(frames(cause));
        }
        return trace.toString();
    }

    private static String frames(Throwable fault) {
        return fault.getClass().getName()
                + Arrays.stream(fault.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining());
    }
}
