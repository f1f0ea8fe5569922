package io.promptyard.chaos.plan;

import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.chaos.yard.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults that there may be, each as often as it is worth: a run takes them off a shuffled deck, and shuffles anew
 * when it is empty, so that a long run has them all.
 */
final class Deck {
    /** A fault without its time. */
    record Card(Kind kind, String target, int fromMillis, int toMillis, String detail) {
        Card(Kind kind, String target, int fromMillis, int toMillis) {
            this(kind, target, fromMillis, toMillis, "");
        }
    }

    private static final List<String> WORKERS = List.of("worker-eu-1", "worker-eu-2", "worker-us-1");
    /** Kinds of trouble with a provider, in the simulator's words. */
    private static final List<String> TROUBLE = List.of(
            "fail503",
            "fail429after1",
            "fail500p50",
            "hang",
            "hangbody",
            "reset",
            "earlyclose",
            "malformed",
            "cut",
            "empty",
            "truncate",
            "errorevent",
            "errorfirst",
            "stall",
            "html502",
            "auth401",
            "notfound404",
            "context400",
            "filter",
            "quota",
            "slow2000");

    private static final int RARE_IN_EACH = 2;

    private Deck() {}

    /** All in one process. */
    static List<Card> ofOne() {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            cards.add(new Card(Kind.KILL, "up", 500, 3_000));
        }
        cards.add(new Card(Kind.TERM, "up", 500, 2_000));
        cards.add(new Card(Kind.FREEZE, "up", 3_000, 14_000));
        cards.add(new Card(Kind.DISK_FULL, "up", 4_000, 8_000));
        cards.add(new Card(Kind.CORRUPT, "up", 500, 1_000));
        cards.add(new Card(Kind.CLOCK, "up", 4_000, 10_000));
        providers(cards);
        return cards;
    }

    /** A process for each role, and this many brokers. */
    static List<Card> ofRoles(int brokers) {
        List<Card> cards = new ArrayList<>();
        for (String worker : WORKERS) {
            cards.add(new Card(Kind.KILL, worker, 500, 4_000));
            cards.add(new Card(Kind.KILL, worker, 500, 12_000));
            process(cards, worker);
        }
        cards.add(new Card(Kind.SCALE, "worker-us-2", 8_000, 20_000));
        cards.add(new Card(Kind.SCALE, "worker-us-2", 8_000, 20_000));
        for (String role : List.of("router", "gateway")) {
            cards.add(new Card(Kind.KILL, role, 500, 4_000));
            process(cards, role);
        }
        cards.add(new Card(Kind.KILL, "registry", 3_000, 12_000));
        cards.add(new Card(Kind.CUT, "registry", 3_000, 12_000));
        cards.add(new Card(Kind.DISK_FULL, "router", 4_000, 10_000));
        cards.add(new Card(Kind.CORRUPT, "router", 500, 1_000));
        cards.add(new Card(Kind.CORRUPT, "worker-us-1", 500, 1_000));
        cards.add(new Card(Kind.CLOCK, "router", 4_000, 10_000));
        cards.add(new Card(Kind.CLOCK, "worker-eu-1", 4_000, 10_000));
        for (int i = 1; i <= brokers; i++) {
            String broker = "broker-" + i;
            cards.add(new Card(Kind.KILL, broker, 500, brokers > 1 ? 12_000 : 4_000));
            cards.add(new Card(Kind.TERM, broker, 500, brokers > 1 ? 8_000 : 3_000));
            cards.add(new Card(Kind.FREEZE, broker, 2_000, 8_000));
        }
        providers(cards);
        return cards;
    }

    private static void process(List<Card> cards, String name) {
        cards.add(new Card(Kind.TERM, name, 500, 3_000));
        cards.add(new Card(Kind.FREEZE, name, 3_000, 15_000));
        cards.add(new Card(Kind.CUT, name, 2_000, 14_000));
        cards.add(new Card(Kind.STALL, name, 2_000, 14_000));
        cards.add(new Card(Kind.SLOW, name, 4_000, 8_000));
    }

    private static void providers(List<Card> cards) {
        for (String provider : List.of("eu", "us")) {
            cards.add(new Card(Kind.CUT, provider, 2_000, 8_000));
            cards.add(new Card(Kind.STALL, provider, 3_000, 12_000));
        }
        for (int i = 0; i < TROUBLE.size(); i++) {
            cards.add(new Card(Kind.PROVIDER, i % 2 == 0 ? "eu" : "us", 3_000, 8_000, TROUBLE.get(i)));
        }
    }

    /**
     * With which every run begins: a kill, because the promises are about it, and then two of the faults that a short
     * run would seldom come to. They go round by seed, so that twenty short runs have every one of them.
     *
     * @param seed by which runs of one topology differ, in steps of the number of topologies
     */
    static List<Card> opening(List<Card> deck, String worker, long seed) {
        List<Card> cards = new ArrayList<>(deck.stream()
                .filter(card -> card.kind() == Kind.KILL && card.target().equals(worker))
                .limit(1)
                .toList());
        List<Card> rare = deck.stream().filter(Deck::isRare).toList();
        long round = Math.floorDiv(seed, (long) Topology.values().length);
        for (long i = RARE_IN_EACH * round; i < RARE_IN_EACH * (round + 1); i++) {
            cards.add(rare.get((int) Math.floorMod(i, (long) rare.size())));
        }
        return cards;
    }

    /** What befalls a file, a clock or the brokers, and whatever there is once in the deck. */
    private static boolean isRare(Card card) {
        return switch (card.kind()) {
            case DISK_FULL, CORRUPT, CLOCK -> true;
            case KILL, TERM, FREEZE ->
                card.target().startsWith("broker-") || card.target().equals("registry");
            case CUT -> card.target().equals("registry") || card.target().equals("gateway");
            case SCALE, STALL, SLOW, PROVIDER -> false;
        };
    }
}
