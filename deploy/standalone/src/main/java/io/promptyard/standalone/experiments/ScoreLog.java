package io.promptyard.standalone.experiments;

import io.promptyard.model.Feedback;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.feedback.Ratings;
import io.promptyard.router.replay.equivalence.ScoredAnswer;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.standalone.replay.AttemptLog;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The scores that a lane's feedback holds, each with the target that it is about: the one that it names, else whoever answered the
 * request. Scores of one request are compared only where the same source gave them: what users say and what a judge says are two
 * scales. Memory grows with the feedback.
 */
public final class ScoreLog {
    private static final Answered UNANSWERED = new Answered(null, null);

    private final List<Feedback> said = new ArrayList<>();
    private final Map<RequestId, Answered> answered = new HashMap<>();

    private record Answered(
            @Nullable Target target, @Nullable Task task) {}

    ScoreLog() {}

    /** What was read, and how many records could not be. */
    public record Scores(List<ScoredAnswer> answers, long unreadable) {}

    /**
     * In the order in which they were given. Kafka's and the registry's own exceptions come through.
     *
     * @param period when the feedback must have been given
     * @throws java.net.ConnectException when nobody answers there
     */
    public static Scores read(ClusterAddress cluster, TopicNames names, Predicate<Instant> period) throws IOException {
        cluster.knock();
        ScoreLog log = new ScoreLog();
        long unreadable;
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
                TopicScan scan = TopicScan.of(cluster, names.feedback())) {
            unreadable = scan.forEach(RouterTopics.of(names, serdes).feedback(), (id, feedback) -> {
                if (period.test(feedback.at())) {
                    log.add(feedback);
                }
            });
        }
        unreadable += AttemptLog.read(cluster, names, log::add);
        return new Scores(log.answers(), unreadable);
    }

    void add(Feedback feedback) {
        if (Ratings.score(feedback) != null) {
            said.add(feedback);
            answered.putIfAbsent(feedback.id(), UNANSWERED);
        }
    }

    /** After all feedback. */
    void add(ProviderAttempt attempt) {
        if (attempt.phase() == ProviderAttempt.Phase.ENDED
                && attempt.success()
                && attempt.purpose() == ProviderAttempt.Purpose.ANSWER) {
            answered.replace(attempt.id(), new Answered(attempt.target(), attempt.task()));
        }
    }

    List<ScoredAnswer> answers() {
        return said.stream()
                .sorted(Comparator.comparing(Feedback::at)
                        .thenComparing(each -> each.id().value()))
                .map(this::answer)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ScoredAnswer> answer(Feedback feedback) {
        Answered by = answered.getOrDefault(feedback.id(), UNANSWERED);
        Target target = feedback.target() != null ? feedback.target() : by.target();
        Task task = feedback.task() != null ? feedback.task() : by.task();
        Double score = Ratings.score(feedback);
        if (score == null || target == null) {
            return Optional.empty();
        }
        String prompt = feedback.id().value() + '/' + feedback.source();
        return Optional.of(new ScoredAnswer(prompt, task == null ? Task.OTHER : task, target, score));
    }
}
