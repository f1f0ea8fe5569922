package io.promptyard.router.policy;

import io.promptyard.model.Candidate;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.TargetState;
import java.math.BigDecimal;
import java.time.Instant;
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

    boolean permitted() {
        return removal == null;
    }

    /** Permitted but for the moment: nothing else stands against it. */
    boolean isCooling() {
        return isFailing() || removal != null && removal.reason() == Reason.COOLING;
    }

    /** Cooling because its circuit is open. */
    boolean isFailing() {
        return removal != null && removal.reason() == Reason.CIRCUIT_OPEN;
    }

    /** When it takes calls, as far as that is known to lie ahead. */
    Instant availableAt() {
        return state == null || state.notBefore() == null ? Instant.MIN : state.notBefore();
    }

    /** The same where a permitted target does not take calls at the time. */
    Assessed at(Instant now) {
        if (removal != null || !availableAt().isAfter(now)) {
            return this;
        }
        boolean open = state != null && state.health() == ProviderHealth.State.OPEN;
        Reason why = open ? Reason.CIRCUIT_OPEN : Reason.COOLING;
        return new Assessed(offer, quality, cost, new Removal(why, "until " + availableAt()), state);
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
                ? new Candidate(offer.target(), Candidate.State.ELIGIBLE, "", "", quality, cost, state)
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
