package io.promptyard.router.deadletter;

import io.promptyard.serde.UnreadableRecordException;
import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a fault that passes, of the registry or the network, from one that stays with the record. */
final class Transient {
    private Transient() {}

    /** What cannot be read stays so, also where the reader ran into the end of the bytes, which is an IOException. */
    static boolean is(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableRecordException) {
                return false;
            }
            if (cause instanceof RetriableException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
