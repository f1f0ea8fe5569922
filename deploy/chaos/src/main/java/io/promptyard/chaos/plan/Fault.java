package io.promptyard.chaos.plan;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that goes wrong, and is mended after a while.
 *
 * @param at since the load began
 * @param target a process, a link or a provider
 * @param detail what else is to know of it; may be empty
 */
public record Fault(Duration at, Duration lasts, Kind kind, String target, String detail) {
    /** What goes wrong. */
    public enum Kind {
        /** {@code kill -9}, started again afterwards. */
        KILL,
        /** SIGTERM, started again afterwards. */
        TERM,
        /** SIGSTOP, and SIGCONT afterwards. */
        FREEZE,
        /** The target's connections are closed, and none is let through. */
        CUT,
        /** The target's connections stay, and nothing moves on them. */
        STALL,
        /** Everything on the target's connections comes late. */
        SLOW,
        /** The provider fails as {@link Fault#detail()} says, in the simulator's words. */
        PROVIDER,
        /** One more worker joins, and leaves afterwards. */
        SCALE,
        /** No space is left for the target's state. */
        DISK_FULL,
        /** Killed, its state overwritten with noise, and started again. */
        CORRUPT,
        /** The target's wall clock jumps. */
        CLOCK;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Duration ends() {
        return at.plus(lasts);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%6.1f s  %-9s  %-12s  for %4.1f s%s",
                at.toMillis() / 1e3,
                kind.label(),
                target,
                lasts.toMillis() / 1e3,
                detail.isEmpty() ? "" : "  " + detail);
    }
}
