package io.promptyard.router.policy;

import io.promptyard.model.Target;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The targets that a prompt may go to when they take calls again, and when the first of them is expected to.
 *
 * @param failing whether the circuit of each is open; else one has had too many calls
 */
record Cooling(Set<Target> targets, Instant until, boolean failing) {

    /** Empty when nothing is gained by waiting for any of them. */
    static Optional<Cooling> of(List<Assessed> seen, Ceilings ceilings) {
        Set<Target> targets = new HashSet<>();
        Instant first = Instant.MAX;
        boolean failing = true;
        for (Assessed each : seen) {
            if (each.isCooling() && !ceilings.refuses(each)) {
                targets.add(each.offer().target());
                Instant at = each.availableAt();
                first = at.isBefore(first) ? at : first;
                failing &= each.isFailing();
            }
        }
        return targets.isEmpty() ? Optional.empty() : Optional.of(new Cooling(targets, first, failing));
    }
}
