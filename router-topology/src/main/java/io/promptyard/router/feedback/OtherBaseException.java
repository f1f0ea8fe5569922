package io.promptyard.router.feedback;

/** Weights that were learnt over something else than ships here. The message names both and nothing more. */
public final class OtherBaseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    OtherBaseException(String theirs, String ours) {
        super("it was learnt over " + theirs + ", and this router has " + ours
                + ": all routers must have the same classifier configured");
    }
}
