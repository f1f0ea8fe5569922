package io.promptyard.chaos.plan;

import io.promptyard.chaos.plan.Deck.Card;
import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.chaos.yard.Topology;
import java.time.Duration;
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
    private static final int RECOVERY_MILLIS = 18_000;

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
        List<Card> deck = new ArrayList<>(Deck.opening(all, topology == Topology.UP ? "up" : worker(seed), seed));
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> busy = new TreeMap<>();
        int last = (int) length.toMillis() - CALM_MILLIS;
        for (int at = FIRST_MILLIS; at < last; at += between(random, FEWEST_MILLIS, MOST_MILLIS)) {
            next(deck, all, at, busy, random).ifPresent(faults::add);
        }
        faults.sort(Comparator.comparing(Fault::at));
        return new Schedule(seed, topology, length, faults);
    }

    /** The first card whose target is not still under an earlier one; those before it keep their places. */
    private static Optional<Fault> next(
            List<Card> deck, List<Card> all, int at, Map<String, Integer> busy, Random random) {
        if (deck.stream().noneMatch(card -> isFree(card, at, busy))) {
            deck.addAll(shuffled(all, random));
        }
        Optional<Card> next =
                deck.stream().filter(card -> isFree(card, at, busy)).findFirst();
        return next.map(card -> {
            deck.remove(card);
            int lasts = between(random, card.fromMillis(), card.toMillis());
            busy.put(seat(card), at + lasts + RECOVERY_MILLIS);
            return new Fault(
                    Duration.ofMillis(at), Duration.ofMillis(lasts), card.kind(), card.target(), card.detail());
        });
    }

    private static boolean isFree(Card card, int at, Map<String, Integer> busy) {
        return busy.getOrDefault(seat(card), 0) <= at;
    }

    /** By round, not by chance: the first that a {@link Random} of a small seed says is always the same. */
    private static String worker(long seed) {
        return Math.floorMod(Math.floorDiv(seed, (long) Topology.values().length), 2L) == 0
                ? "worker-eu-1"
                : "worker-us-1";
    }

    private static List<Card> shuffled(List<Card> all, Random random) {
        List<Card> cards = new ArrayList<>(all);
        Collections.shuffle(cards, random);
        return cards;
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
