package io.promptyard.standalone.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The scores that a lane's feedback holds, each with the target that it is about: the one that it names, else whoever answered the
 * request. Scores of one request are compared only where the same source, by the same scorer, gave them: what users say and what a judge
 * says are two scales. A prompt that an experiment sent again counts as the one that it was made of, and so does the copy that a shadow answered. Memory grows with the feedback.
 */
public final class ScoreLog {
    private static final JsonMapper JSON = new JsonMapper();
    /** More than a group has members. */
    private static final int WITH_REFERENCE = 1_000_000;

    private final List<Feedback> said = new ArrayList<>();
    /** By request id: who answered it. */
    private final Map<RequestId, Target> answered = new HashMap<>();

    /** By request id of which there is feedback: the prompt that it is of. */
    private final Map<RequestId, String> prompts = new HashMap<>();

    private final Map<String, Task> tasks = new HashMap<>();

    ScoreLog() {}

    /** What was read, and how many records could not be. */
    public record Scores(List<ScoredAnswer> answers, long unreadable) {}

    /**
     * In the order in which they were given. Kafka's and the registry's own exceptions come through.
     *
     * @param period when the feedback must have been given
     * @param members who are held against the reference
     * @throws java.net.ConnectException when nobody answers there
     */
    public static Scores read(
            ClusterAddress cluster, TopicNames names, Predicate<Instant> period, Target reference, Set<Target> members)
            throws IOException {
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
        return new Scores(log.answers(reference, members), unreadable);
    }

    void add(Feedback feedback) {
        if (Ratings.score(feedback) != null) {
            said.add(feedback);
            prompts.merge(feedback.id(), prompt(feedback), (one, other) -> one.length() < other.length() ? one : other);
        }
    }

    /** After all feedback. */
    void add(ProviderAttempt attempt) {
        if (!prompts.containsKey(attempt.id())
                || attempt.phase() != ProviderAttempt.Phase.ENDED
                || !attempt.success()) {
            return;
        }
        boolean shadow = attempt.purpose() == ProviderAttempt.Purpose.SHADOW;
        if (shadow || attempt.purpose() == ProviderAttempt.Purpose.ANSWER) {
            if (shadow) {
                prompts.put(attempt.id(), original(attempt));
            }
            String prompt = prompts.getOrDefault(attempt.id(), attempt.id().value());
            answered.put(attempt.id(), attempt.target());
            if (attempt.task() != null) {
                tasks.putIfAbsent(prompt, attempt.task());
            }
        }
    }

    /**
     * Of a prompt that several scales measure, those of the one that measures the reference and most members: a prompt is one piece of
     * evidence, however many judge it.
     */
    List<ScoredAnswer> answers(Target reference, Set<Target> members) {
        List<Scaled> all = said.stream()
                .sorted(Comparator.comparing(Feedback::at)
                        .thenComparing(each -> each.id().value()))
                .map(this::answer)
                .flatMap(Optional::stream)
                .toList();
        Map<String, Map<String, Set<Target>>> scales = new HashMap<>();
        all.stream()
                .filter(each -> counts(each, reference, members))
                .forEach(each -> scales.computeIfAbsent(each.answer().prompt(), prompt -> new TreeMap<>())
                        .computeIfAbsent(each.scale(), scale -> new HashSet<>())
                        .add(each.answer().member()));
        Map<String, String> chosen = new HashMap<>();
        scales.forEach((prompt, measured) -> chosen.put(prompt, fullest(measured, reference)));
        return all.stream()
                .filter(each -> each.scale().equals(chosen.get(each.answer().prompt())))
                .map(Scaled::answer)
                .toList();
    }

    private record Scaled(ScoredAnswer answer, String scale) {}

    private static boolean counts(Scaled scaled, Target reference, Set<Target> members) {
        Target member = scaled.answer().member();
        return member.equals(reference) || members.contains(member);
    }

    /** The first by name of those with most members, of those with the reference where there is one. */
    private static String fullest(Map<String, Set<Target>> scales, Target reference) {
        String fullest = "";
        int most = 0;
        for (Map.Entry<String, Set<Target>> each : scales.entrySet()) {
            int measured = each.getValue().size() + (each.getValue().contains(reference) ? WITH_REFERENCE : 0);
            if (measured > most) {
                most = measured;
                fullest = each.getKey();
            }
        }
        return fullest;
    }

    private Optional<Scaled> answer(Feedback feedback) {
        Target target = feedback.target() != null ? feedback.target() : answered.get(feedback.id());
        Double score = Ratings.score(feedback);
        if (score == null || target == null) {
            return Optional.empty();
        }
        String prompt = prompts.getOrDefault(feedback.id(), feedback.id().value());
        Task task = feedback.task() != null ? feedback.task() : tasks.getOrDefault(prompt, Task.OTHER);
        String scale = feedback.source() + "/" + extra(feedback).path("scorer").asText("");
        return Optional.of(new Scaled(new ScoredAnswer(prompt, task, target, score), scale));
    }

    /** The prompt that was asked first, where an experiment asked it again under {@code EXPERIMENT:ID}. */
    private static String prompt(Feedback feedback) {
        String id = feedback.id().value();
        String experiment = extra(feedback).path("experiment").asText("");
        return !experiment.isEmpty() && id.startsWith(experiment + ":") ? id.substring(experiment.length() + 1) : id;
    }

    /** The prompt that a shadow answered a copy of, under {@code ID~NAME}. */
    private static String original(ProviderAttempt attempt) {
        String id = attempt.id().value();
        String end =
                attempt.experiment() == null ? "" : "~" + attempt.experiment().id();
        return !end.isEmpty() && id.endsWith(end) ? id.substring(0, id.length() - end.length()) : id;
    }

    private static JsonNode extra(Feedback feedback) {
        try {
            return JSON.readTree(feedback.extra());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // whoever sent it says nothing more
        }
    }
}
