package io.promptyard.e2e.crash;

import io.promptyard.turns.Turns;
import java.util.stream.Stream;

/** What a lane promises, for tests that take half a minute for each. */
final class Deliveries {
    private Deliveries() {}

    /** The one that says more where both are much alike; both with {@code -Dpromptyard.turns=all}. */
    static Stream<String> usually(String delivery) {
        return Turns.today().all() ? Stream.of("at-least-once", "exactly-once") : Stream.of(delivery);
    }
}
