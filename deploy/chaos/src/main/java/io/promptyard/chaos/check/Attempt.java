package io.promptyard.chaos.check;

import io.promptyard.simulator.BookedCall;
import java.util.Optional;

/** A booked call with what its attempt id, {@code <request>#<attempt>.<issue>}, says. */
record Attempt(BookedCall call, String request, int number, int issue) {

    /** Empty for a call that is none of ours. */
    static Optional<Attempt> of(BookedCall call) {
        return call.requestId().flatMap(id -> {
            int hash = id.lastIndexOf('#');
            int dot = id.lastIndexOf('.');
            if (hash < 0 || dot < hash) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Attempt(
                        call,
                        id.substring(0, hash),
                        Integer.parseInt(id.substring(hash + 1, dot)),
                        Integer.parseInt(id.substring(dot + 1))));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    String id() {
        return request + "#" + number + "." + issue;
    }

    boolean wasAnswered() {
        return call.outcome() == BookedCall.Outcome.ANSWERED;
    }
}
