package io.promptyard.simulator;

import io.promptyard.simulator.BookedCall.Outcome;
import java.util.List;
import java.util.Map;

/** Sums of the books, one line for each dialect, provider and model, sorted so. */
public record BooksSummary(List<Line> lines) {

    /** Sums of one model of one provider; the model with its fault words. Tokens are those sent out, whatever the end. */
    public record Line(
            Dialect dialect,
            String provider,
            String model,
            long calls,
            Map<Outcome, Long> outcomes,
            Map<String, Long> faults,
            long promptTokens,
            long completionTokens,
            long cachedTokens,
            long cacheWriteTokens,
            long reasoningTokens) {}

    public BooksSummary {
        lines = List.copyOf(lines);
    }

    public long calls() {
        return lines.stream().mapToLong(Line::calls).sum();
    }

    public long ended(Outcome outcome) {
        return lines.stream()
                .mapToLong(it -> it.outcomes().getOrDefault(outcome, 0L))
                .sum();
    }
}
