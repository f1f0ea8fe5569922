package io.promptyard.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was decided for one call before it is answered.
 *
 * @param fault what goes wrong; empty: nothing
 * @param delay on top of the latency
 * @param latency in place of the settings' latency
 * @param words what struck, for the books
 */
record Strike(Optional<Fault> fault, Duration delay, Optional<Latency> latency, String words) {

    /** The clauses in order: the first that strikes and is not a delay is the fault, delays add up. */
    static Strike of(List<FaultClause> clauses, int callNumber, long chance, Optional<Latency> latency) {
        Fault fault = null;
        var delay = Duration.ZERO;
        var words = new StringBuilder();
        for (var i = 0; i < clauses.size(); i++) {
            var clause = clauses.get(i);
            var inTime = clause.firstCalls() == 0 || callNumber <= clause.firstCalls();
            if (!inTime || !Dice.strikes(Dice.mix(chance, i), clause.percent())) {
                continue;
            }
            if (clause.fault() instanceof Fault.Slow slow) {
                delay = delay.plus(slow.delay());
            } else if (fault == null) {
                fault = clause.fault();
            } else {
                continue;
            }
            words.append(words.isEmpty() ? "" : "--").append(clause.words());
        }
        return new Strike(Optional.ofNullable(fault), delay, latency, words.toString());
    }
}
