package io.promptyard.chaos.load;

import io.promptyard.model.Constraints;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a prompt demands of the place it is sent to; most demand nothing. */
enum Wishes {
    NOTHING(Constraints.NONE, Map.of()),
    IN_EU(new Constraints(List.of("eu"), false, null, null, List.of()), Map.of("x-promptyard-regions", "eu")),
    IN_US(new Constraints(List.of("us"), false, null, null, List.of()), Map.of("x-promptyard-regions", "us")),
    KEPT_NOWHERE(
            new Constraints(List.of(), true, null, null, List.of()), Map.of("x-promptyard-zero-retention", "true"));

    private static final int ONE_IN = 10;

    private final Constraints constraints;
    private final Map<String, String> headers;

    Wishes(Constraints constraints, Map<String, String> headers) {
        this.constraints = constraints;
        this.headers = headers;
    }

    static Wishes any(Random random) {
        int chance = random.nextInt(ONE_IN);
        return chance < values().length ? values()[chance] : NOTHING;
    }

    Constraints constraints() {
        return constraints;
    }

    Map<String, String> headers() {
        return headers;
    }
}
