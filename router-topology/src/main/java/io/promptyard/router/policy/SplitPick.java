package io.promptyard.router.policy;

import io.promptyard.model.Target;
import io.promptyard.router.policy.Picker.Pick;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares that are exact: of as many prompts in a row as the shares add up to, each target gets precisely its share, and the
 * shares are spread rather than in blocks. Turn {@code n} takes the place {@code n·step mod total}, where the step has no
 * divisor in common with the total, so that each place comes once. Without a turn, by the request id. Pure.
 */
final class SplitPick {
    private static final double GOLDEN = 0.618_033_988_749_895;

    private SplitPick() {}

    /** Empty when no permitted target has a share. */
    static Optional<Pick> of(Map<Target, Integer> shares, List<Assessed> permitted, Terms terms) {
        long total = 0;
        for (Assessed each : permitted) {
            total += share(shares, each);
        }
        if (total == 0) {
            return Optional.empty();
        }
        Long turn = terms.turn().take();
        long place = turn == null
                ? Long.remainderUnsigned(Picker.hash(terms.id()), total)
                : Math.floorMod(Math.floorMod(turn, total) * step(total), total);
        for (Assessed each : permitted) {
            int share = share(shares, each);
            place -= share;
            if (place < 0) {
                return Optional.of(new Pick(each, (double) share / total, ""));
            }
        }
        return Optional.empty();
    }

    /** Nearest above the golden section that has no divisor in common with the total. */
    static long step(long total) {
        long step = Math.max(1, (long) (total * GOLDEN));
        while (divisor(step, total) != 1) {
            step++;
        }
        return step;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private static int share(Map<Target, Integer> shares, Assessed each) {
        return Math.max(0, shares.getOrDefault(each.offer().target(), 0));
    }
}
