package io.promptyard.standalone.week;

import io.promptyard.model.Target;
import java.util.Collection;
import java.util.stream.Collectors;

/** A policy chose a target of which nobody knows whether it solves the prompt. The message names those that are known. */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(Target chosen, Collection<Target> known) {
        super("routes: must choose among the models whose outcomes are known, "
                + known.stream().map(Target::toString).sorted().collect(Collectors.joining(", ")) + " (got " + chosen
                + ")");
    }
}
