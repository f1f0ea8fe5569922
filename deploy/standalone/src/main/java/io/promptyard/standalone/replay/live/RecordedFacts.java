package io.promptyard.standalone.replay.live;

import io.promptyard.model.Feedback;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.router.feedback.Ratings;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's topics say of some prompts: of the recorded lane by their own ids, or of the experiment's by those of the copies.
 * Read once; memory grows with those prompts. Holds texts; prints none.
 */
final class RecordedFacts implements Recorded {
    private final Map<String, RoutingDecision> decisions = new HashMap<>();
    private final Map<String, FinalResponse> responses = new HashMap<>();
    private final Map<String, Calls> calls = new HashMap<>();
    private final Map<String, Double> ratings = new HashMap<>();
    private final Map<String, String> expected = new HashMap<>();

    /** What the calls for a prompt's answer cost together; {@code answerUsd} is what the one that answered it did, null where that is not known. */
    record Calls(
            BigDecimal costUsd,
            int unknown,
            int made,
            @Nullable BigDecimal answerUsd) {
        static final Calls NONE = new Calls(BigDecimal.ZERO, 0, 0, null);

        Calls plus(ProviderAttempt attempt) {
            BigDecimal cost = attempt.costUsd();
            BigDecimal answer = attempt.success() && cost != null ? cost : answerUsd;
            return cost == null
                    ? new Calls(costUsd, unknown + 1, made + 1, answer)
                    : new Calls(costUsd.add(cost), unknown, made + 1, answer);
        }
    }

    private final Set<String> counted = new HashSet<>();

    RecordedFacts() {}

    /** @param original what a key of the topics is in {@code ids} */
    static RecordedFacts read(
            ClusterAddress cluster, RouterTopics topics, Set<String> ids, UnaryOperator<String> original) {
        RecordedFacts facts = new RecordedFacts();
        if (ids.isEmpty()) {
            return facts; // an experiment without a prompt has no topics either
        }
        try (TopicScan scan = TopicScan.of(cluster, topics.decisions().name())) {
            scan.forEach(topics.decisions(), (key, decision) -> {
                String id = original.apply(key);
                if (ids.contains(id)) {
                    facts.decided(id, decision);
                }
            });
        }
        try (TopicScan scan = TopicScan.of(cluster, topics.attempts().name())) {
            scan.forEach(topics.attempts(), (key, attempt) -> {
                String id = original.apply(key);
                if (ids.contains(id)) {
                    facts.called(id, attempt);
                }
            });
        }
        try (TopicScan scan = TopicScan.of(cluster, topics.responses().name())) {
            scan.forEach(topics.responses(), (key, response) -> {
                String id = original.apply(key);
                if (ids.contains(id)) {
                    facts.answered(id, response);
                }
            });
        }
        try (TopicScan scan = TopicScan.of(cluster, topics.feedback().name())) {
            scan.forEach(topics.feedback(), (key, feedback) -> facts.fed(original.apply(key), feedback, ids));
        }
        return facts;
    }

    void decided(String id, RoutingDecision decision) {
        if (SampleLog.isFirst(decision)) {
            decisions.putIfAbsent(id, decision);
        }
    }

    void called(String id, ProviderAttempt attempt) {
        boolean ended = attempt.phase() == ProviderAttempt.Phase.ENDED;
        if (ended && attempt.purpose() != ProviderAttempt.Purpose.JUDGE && counted.add(attempt.attemptId())) {
            calls.merge(id, Calls.NONE.plus(attempt), (before, more) -> before.plus(attempt));
        }
    }

    void answered(String id, FinalResponse response) {
        responses.putIfAbsent(id, response);
    }

    private void fed(String id, Feedback feedback, Set<String> ids) {
        if (!ids.contains(id)) {
            return;
        }
        Double score = Ratings.score(feedback);
        if (feedback.source() == Feedback.Source.USER && score != null) {
            ratings.put(id, score); // the newest is what people mean
        }
        String text = References.expected(feedback);
        if (text != null) {
            expected.put(id, text);
        }
    }

    @Override
    public @Nullable RoutingDecision decision(String id) {
        return decisions.get(id);
    }

    @Override
    public @Nullable FinalResponse response(String id) {
        return responses.get(id);
    }

    Calls calls(String id) {
        return calls.getOrDefault(id, Calls.NONE);
    }

    /** What people said of the answer, from 0 to 1; null when nobody did. */
    @Nullable
    Double rating(String id) {
        return ratings.get(id);
    }

    @Override
    public @Nullable String expected(String id) {
        return expected.get(id);
    }
}
