package io.promptyard.chaos.check;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param accepted prompts that the brokers acknowledged, to us or to the gateway
 * @param answered of those, first response an answer
 * @param refused of those, first response a refusal
 * @param lost accepted and never answered nor refused
 * @param duplicates responses beyond one for each id; copies for an id that was sent again are none
 * @param disagreeing HTTP callers who got another answer than the first on the topic
 * @param unserved HTTP callers whose connection ended first, or who were told an error that is not the topic's
 * @param outOfPolicy calls of providers that the prompt's constraints forbade, or that no accepted prompt asked for
 * @param doubleBilled answered calls beyond the first for each prompt
 * @param repeated calls by reason
 * @param kills blows that ended or froze a process
 * @param orphans calls that the workers still hold after everything has drained
 * @param gaps offsets of responses without a record; under exactly-once these are transaction markers
 * @param aborted responses that only a reader of uncommitted records sees
 * @param skipped faults that could not be dealt here
 * @param examples what was wrong, a line each, not all of it
 */
public record Findings(
        boolean exactlyOnce,
        long accepted,
        long answered,
        long refused,
        long deadLetters,
        long lost,
        long duplicates,
        long asked,
        long disagreeing,
        long unserved,
        long calls,
        long outOfPolicy,
        long doubleBilled,
        Map<RepeatReason, Long> repeated,
        long blows,
        long kills,
        long orphans,
        long gaps,
        long aborted,
        long skipped,
        List<String> examples) {
    public Findings {
        repeated = Map.copyOf(repeated);
        examples = List.copyOf(examples);
    }

    public long unexplained() {
        return repeated.entrySet().stream()
                .filter(entry -> !entry.getKey().isExplained())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long repeats() {
        return repeated.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether everything that is promised was kept. */
    public boolean kept() {
        return accepted > 0
                && lost == 0
                && outOfPolicy == 0
                && orphans == 0
                && disagreeing == 0
                && unexplained() == 0
                && (exactlyOnce ? duplicates == 0 : gaps == 0);
    }
}
