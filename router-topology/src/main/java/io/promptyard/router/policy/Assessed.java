package io.promptyard.router.policy;

import io.promptyard.model.Candidate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A target held against a prompt: its figures, and why it was removed, null when it is permitted. */
record Assessed(
        Offer offer,
        @Nullable Double quality,
        @Nullable BigDecimal cost,
        @Nullable Removal removal) {

    /** Why, and the figures behind it. */
    record Removal(Reason reason, String detail) {}

    static Assessed removed(Offer offer, Reason reason, String detail) {
        return new Assessed(offer, null, null, new Removal(reason, detail));
    }

    boolean permitted() {
        return removal == null;
    }

    double qualityOrZero() {
        return quality == null ? 0 : quality;
    }

    Candidate chosen(String note) {
        return new Candidate(offer.target(), Candidate.State.CHOSEN, "", note, quality, cost);
    }

    /** Permitted, and another was picked. */
    Candidate outdone(Outdone why, String detail) {
        return new Candidate(offer.target(), Candidate.State.ELIGIBLE, why.word(), detail, quality, cost);
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
                        cost);
    }
}
