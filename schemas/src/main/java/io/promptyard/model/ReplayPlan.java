package io.promptyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a live replay is to send; it stands in its topic once the sample is drawn, and never changes. {@code rate} is the
 * share of the prompts asked for, {@code withoutPrompt} are those drawn that the log has no more, {@code unfit} those that
 * are sealed or ask for no chat. {@code scoring} holds what answers are scored by, under the name of the flag, each as a digest or as it
 * is; it is empty where that was not written down, as is {@code lane}, the one whose prompts were drawn.
 */
public record ReplayPlan(
        String id,
        String name,
        Instant madeAt,
        Instant from,
        Instant to,
        double rate,
        long seed,
        BigDecimal maxUsd,
        String candidateVersion,
        List<String> scorers,
        List<Part> strata,
        long withoutPrompt,
        long unfit,
        Map<String, String> scoring,
        String lane) {

    /** Recorded prompts that are alike, and how many of them are sampled. */
    public record Part(String route, String task, int band, long population, int sampled) {
        public Part {
            Objects.requireNonNull(route, "route");
            Objects.requireNonNull(task, "task");
        }
    }

    public ReplayPlan {
        Text.required(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(maxUsd, "maxUsd");
        Objects.requireNonNull(candidateVersion, "candidateVersion");
        scorers = List.copyOf(scorers);
        strata = List.copyOf(strata);
        scoring = Map.copyOf(scoring);
        Objects.requireNonNull(lane, "lane");
    }
}
