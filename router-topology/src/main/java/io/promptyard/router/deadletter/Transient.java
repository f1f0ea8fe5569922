package io.promptyard.router.deadletter;

import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a fault that passes, of the registry or the network, from one that stays with the record. */
final class Transient {
    private Transient() {}

    static boolean is(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
