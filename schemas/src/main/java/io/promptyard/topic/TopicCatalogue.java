package io.promptyard.topic;

import io.promptyard.model.ProviderId;
import io.promptyard.topic.TopicSpec.Cleanup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The public topics of a lane as they are to be created. {@code dispatch} and {@code outcomes} of a provider have as
 * many partitions as each other, because a worker reads both as one task; {@code responses} and
 * {@code response-chunks} too, because a reply partition is a partition of both.
 */
public final class TopicCatalogue {
    /** Largest record that carries a prompt or an answer: a body of 32 MB and what surrounds it. */
    public static final int MAX_CONTENT_BYTES = 40 * 1024 * 1024;

    /** A whole model in one record: the router's own is at most 15 MB. */
    public static final int MAX_MODEL_BYTES = 20 * 1024 * 1024;

    /** An experiment with its report, which has texts of prompts where they were asked for. */
    public static final int MAX_EXPERIMENT_BYTES = 10 * 1024 * 1024;

    private static final int MAX_SIGNAL_BYTES = 1024 * 1024;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONG = Duration.ofDays(30);

    private final TopicNames names;
    private final int partitions;

    /** @param partitions of every topic whose records are spread by request id */
    public TopicCatalogue(TopicNames names, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: must be at least 1 (got " + partitions + ")");
        }
        this.names = names;
        this.partitions = partitions;
    }

    /** Every topic there is with these providers, in a stable order. */
    public List<TopicSpec> topics(Collection<ProviderId> providers) {
        List<TopicSpec> topics = new ArrayList<>(List.of(
                content(names.prompts(), "PromptRequest", WEEK),
                content(names.reroutes(), "Reroute", WEEK),
                content(names.responses(), "FinalResponse", WEEK),
                content(names.responseChunks(), "ResponseChunk", HOUR),
                content(names.deadLetters(), "DeadLetter", LONG),
                signal(names.cancellations(), "Cancellation", 1, HOUR),
                signal(names.decisions(), "RoutingDecision", partitions, LONG),
                signal(names.attempts(), "ProviderAttempt", partitions, LONG),
                latest(names.spend(), "Spend", partitions),
                latest(names.providerHealth(), "ProviderHealth", 1),
                signal(names.feedback(), "Feedback", partitions, LONG),
                latest(names.redrives(), "RedriveNote", 1),
                new TopicSpec(names.models(), "LearnedModel", 1, Cleanup.COMPACT, null, MAX_MODEL_BYTES),
                latest(names.config(), "ConfigEntry", 1),
                new TopicSpec(names.experiments(), "ExperimentRecord", 1, Cleanup.COMPACT, null, MAX_EXPERIMENT_BYTES),
                // One partition: whatever budgets a prompt falls under, one task says yes or no (ADR 18).
                new TopicSpec(names.reservations(), "Reservation", 1, Cleanup.DELETE, WEEK, MAX_CONTENT_BYTES),
                // The keeper of budgets is one task, and this is its too.
                signal(names.allowances(), "Allowance", 1, WEEK),
                content(names.shadowResponses(), "FinalResponse", LONG)));
        providers.stream().distinct().sorted().forEach(provider -> {
            topics.add(content(names.dispatch(provider), "Dispatch", WEEK));
            topics.add(content(names.outcomes(provider), "ProviderOutcome", WEEK));
        });
        return List.copyOf(topics);
    }

    private TopicSpec content(String name, String record, Duration retention) {
        return new TopicSpec(name, record, partitions, Cleanup.DELETE, retention, MAX_CONTENT_BYTES);
    }

    private static TopicSpec signal(String name, String record, int partitions, Duration retention) {
        return new TopicSpec(name, record, partitions, Cleanup.DELETE, retention, MAX_SIGNAL_BYTES);
    }

    private static TopicSpec latest(String name, String record, int partitions) {
        return new TopicSpec(name, record, partitions, Cleanup.COMPACT, null, MAX_SIGNAL_BYTES);
    }
}
