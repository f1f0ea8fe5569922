package io.promptyard.chaos.yard;

import java.util.Locale;

/** How the product is spread over processes. */
public enum Topology {
    /** All in one. */
    UP,
    /** Each role a process, one broker. */
    ROLES,
    /** Each role a process, three brokers. */
    CLUSTER;

    private static final int BROKERS = 3;

    /** The one of this seed: every third run is all in one, every third has three brokers. */
    public static Topology of(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }

    /** Not started yet. */
    public Yard yard(YardSettings settings) {
        return switch (this) {
            case UP -> new SingleYard(settings);
            case ROLES -> new SeparateYard(settings, 1);
            case CLUSTER -> new SeparateYard(settings, BROKERS);
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
