package io.promptyard.e2e.crash;

import io.promptyard.turns.Turns;
import java.util.List;
import java.util.stream.Stream;

/** The days within which each test of this package has its turn; three of them build the last release, none twice. */
final class Round {
    static final int DAYS = 5;

    private Round() {}

    /** One of them in each round, in turn. */
    static <T> Stream<T> oneOf(List<T> choices) {
        return Turns.today().everySoManyDays(DAYS).of(choices, choices.size());
    }
}
