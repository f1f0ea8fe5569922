package io.promptyard.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A copy of a prompt that another target is to answer beside it, for nobody who waits. {@code share} is the probability with which a
 * prompt of the route has one; {@code candidates} are the targets looked at, in order, of which at most one is chosen.
 */
public record ShadowChoice(String name, double share, List<Candidate> candidates) {
    /** Stands between a prompt's id and the shadow's name in the id of the copy. */
    public static final char COPY = '~';

    public ShadowChoice {
        Objects.requireNonNull(name, "name");
        Text.unit(share, "share");
        candidates = List.copyOf(candidates);
    }

    /** The id of a prompt's copy. */
    public static RequestId copyOf(RequestId prompt, String name) {
        return new RequestId(prompt.value() + COPY + name);
    }

    /** Where the copy goes; empty where it may go nowhere. */
    public Optional<Target> target() {
        return candidates.stream()
                .filter(each -> each.state() == Candidate.State.CHOSEN)
                .map(Candidate::target)
                .findFirst();
    }
}
