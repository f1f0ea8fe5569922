package io.promptyard.chaos.plan;

import io.promptyard.chaos.plan.Deck.Card;
import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.chaos.yard.Topology;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What goes wrong in one run, in order. Seed, topology and length give the same list, always. */
public record Schedule(long seed, Topology topology, Duration length, List<Fault> faults) {
    private static final int FIRST_MILLIS = 7_000;
    private static final int CALM_MILLIS = 4_000;
    private static final int FEWEST_MILLIS = 3_000;
    private static final int MOST_MILLIS = 7_000;
    /** Longest that a process takes to serve again; until then another blow to it would show nothing. */
    private static final int RECOVERY_MILLIS = 8_000;

    public Schedule {
        faults = List.copyOf(faults);
    }

    /** @param random seeded with {@code seed} */
    public static Schedule of(long seed, Topology topology, Duration length, Random random) {
        List<Card> all = switch (topology) {
            case UP -> Deck.ofOne();
            case ROLES -> Deck.ofRoles(1);
            case CLUSTER -> Deck.ofRoles(3);
        };
        ArrayDeque<Card> deck = new ArrayDeque<>(Deck.opening(
                all, topology == Topology.UP ? "up" : random.nextBoolean() ? "worker-eu-1" : "worker-us-1"));
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> busy = new TreeMap<>();
        int last = (int) length.toMillis() - CALM_MILLIS;
        for (int at = FIRST_MILLIS; at < last; at += between(random, FEWEST_MILLIS, MOST_MILLIS)) {
            next(deck, all, at, busy, random).ifPresent(faults::add);
        }
        faults.sort(Comparator.comparing(Fault::at));
        return new Schedule(seed, topology, length, faults);
    }

    /** The next card whose target is not still under an earlier one; that goes to the end of the deck. */
    private static Optional<Fault> next(
            ArrayDeque<Card> deck, List<Card> all, int at, Map<String, Integer> busy, Random random) {
        for (int tries = 0; tries < all.size(); tries++) {
            if (deck.isEmpty()) {
                List<Card> shuffled = new ArrayList<>(all);
                Collections.shuffle(shuffled, random);
                deck.addAll(shuffled);
            }
            Card card = deck.removeFirst();
            String seat = seat(card);
            if (busy.getOrDefault(seat, 0) <= at) {
                int lasts = between(random, card.fromMillis(), card.toMillis());
                busy.put(seat, at + lasts + RECOVERY_MILLIS);
                return Optional.of(new Fault(
                        Duration.ofMillis(at), Duration.ofMillis(lasts), card.kind(), card.target(), card.detail()));
            }
            deck.addLast(card);
        }
        return Optional.empty();
    }

    /** What a fault occupies: brokers together, because two of three lost at once is no promise of ours. */
    private static String seat(Card card) {
        return card.target().startsWith("broker-")
                ? "brokers"
                : card.kind() == Kind.PROVIDER ? "providers" : card.target();
    }

    private static int between(Random random, int from, int to) {
        return from + random.nextInt(to - from + 1);
    }
}
