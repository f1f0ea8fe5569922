package io.promptyard.connector.http;

import java.util.function.Consumer;

/**
 * What one call does about parameters that its dialect cannot take: {@code unsupported} of the provider's section. Names
 * are those of the chat format, a closed set: they stand in meters and headers. One call's; not thread-safe.
 */
public final class Unsupported {
    private final boolean drop;
    private final Consumer<String> dropped;

    /**
     * @param drop whether what changes the answer's meaning is left out, too, rather than refused
     * @param dropped hears the name of each parameter that was given and is left out, as often as that is
     */
    public Unsupported(boolean drop, Consumer<String> dropped) {
        this.drop = drop;
        this.dropped = dropped;
    }

    /** Where what changes the meaning is refused, and nobody hears of the rest. */
    public static Unsupported rejected() {
        return new Unsupported(false, name -> {});
    }

    /** For what changes the meaning: returns only where it may be left out all the same. */
    public void refuse(String name, String why) throws PromptRejectedException {
        if (!drop) {
            throw new PromptRejectedException(name + ": " + why);
        }
        dropped.accept(name);
    }

    /** {@link #refuse} for what another model of the dialect takes: where it is refused, the prompt may fall back to one. */
    public void refuseByModel(String name, String why) throws PromptRejectedException {
        if (!drop) {
            throw PromptRejectedException.byModel(name + ": " + why);
        }
        dropped.accept(name);
    }

    /** For hints: without them the answer is still what was asked for. */
    public void leaveOut(String name) {
        dropped.accept(name);
    }

    /** {@link #leaveOut} where it was given. */
    public void leaveOut(String name, boolean given) {
        if (given) {
            dropped.accept(name);
        }
    }
}
