package io.promptyard.router.budget;

import io.promptyard.model.Reservation;
import io.promptyard.model.Spend;
import org.jspecify.annotations.Nullable;

/** What comes out of the desk. */
public sealed interface Booking {

    /** A reservation, agreed to or refused. */
    record Judged(Reservation reservation) implements Booking {}

    /** A request that has waited, and that another configuration than the one in force has decided: it is decided again. */
    record Outdated(Reservation reservation) implements Booking {}

    /** A budget's window as it stands now; null when it is forgotten. */
    record Changed(@Nullable Spend spend) implements Booking {}
}
