package io.promptyard.router.policy;

import io.promptyard.model.Candidate;
import io.promptyard.model.TargetState;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A target held against a prompt: its figures, why it was removed, null when it is permitted, and what was seen of it lately. */
record Assessed(
        Offer offer,
        @Nullable Double quality,
        @Nullable BigDecimal cost,
        @Nullable Removal removal,
        @Nullable TargetState state) {

    /** Why, and the figures behind it. */
    record Removal(Reason reason, String detail) {}

    static Assessed removed(Offer offer, Reason reason, String detail) {
        return removed(offer, new Removal(reason, detail), null);
    }

    static Assessed removed(Offer offer, Removal removal, @Nullable TargetState state) {
        return new Assessed(offer, null, null, removal, state);
    }

    /** The same with its figures, left out. */
    Assessed removed(Removal why) {
        return new Assessed(offer, quality, cost, why, state);
    }

    boolean permitted() {
        return removal == null;
    }

    double qualityOrZero() {
        return quality == null ? 0 : quality;
    }

    Candidate chosen(String note) {
        return new Candidate(offer.target(), Candidate.State.CHOSEN, "", note, quality, cost, state);
    }

    /** Permitted, and another was picked. */
    Candidate outdone(Outdone why, String detail) {
        return new Candidate(offer.target(), Candidate.State.ELIGIBLE, why.word(), detail, quality, cost, state);
    }

    Candidate passedOver() {
        return removal == null
                ? new Candidate(offer.target(), Candidate.State.ELIGIBLE, "", "", quality, cost)
                : new Candidate(
                        offer.target(),
                        Candidate.State.REMOVED,
                        removal.reason().word(),
                        removal.detail(),
                        quality,
                        cost,
                        state);
    }
}
