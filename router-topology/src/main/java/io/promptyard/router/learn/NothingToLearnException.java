package io.promptyard.router.learn;

/** Rows without a label that could be learnt from. */
public final class NothingToLearnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingToLearnException(String message) {
        super(message);
    }
}
