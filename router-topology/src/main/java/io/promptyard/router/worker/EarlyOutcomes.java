package io.promptyard.router.worker;

import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.ProviderOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Outcomes of prompts that the task does not know, in the order of the log: after a crash a dispatch may be read again
 * behind the outcome of its call. Holds the outcomes of a commit interval at most, but never more than {@link #MOST}
 * prompts', the latest. Stream thread only.
 */
final class EarlyOutcomes {
    static final int MOST = 10_000;

    private final Map<RequestId, Early> byId = new LinkedHashMap<>();

    private record Early(Instant since, List<ProviderOutcome> outcomes) {}

    void keep(ProviderOutcome outcome, Instant now) {
        Early before = byId.remove(outcome.id());
        List<ProviderOutcome> outcomes = before == null
                ? List.of(outcome)
                : Stream.concat(before.outcomes().stream(), Stream.of(outcome)).toList();
        byId.put(outcome.id(), new Early(now, outcomes));
        if (byId.size() > MOST) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    /** Those of this attempt and of later ones, if its own is among them; none is kept. */
    List<ProviderOutcome> take(RequestId id, int attempt) {
        Early early = byId.remove(id);
        if (early == null || early.outcomes().stream().noneMatch(outcome -> outcome.attempt() == attempt)) {
            return List.of();
        }
        return early.outcomes().stream()
                .filter(outcome -> outcome.attempt() >= attempt)
                .toList();
    }

    void forget(Instant before) {
        byId.values().removeIf(early -> early.since().isBefore(before));
    }
}
