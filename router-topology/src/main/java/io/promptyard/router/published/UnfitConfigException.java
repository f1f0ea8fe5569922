package io.promptyard.router.published;

/** A published configuration that cannot be used here; the message names every problem, and no secret. */
public final class UnfitConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfitConfigException(String problems) {
        super(problems);
    }
}
