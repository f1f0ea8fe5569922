package io.promptyard.router.feedback;

import io.promptyard.model.Candidate;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Feedback;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Role;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.LearnedClassifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** From records of the public topics to signals; none where a record says nothing to learn from. Pure. */
final class Signals {
    /** What of a prompt is kept to learn from. */
    static final int MOST_CHARS = 4_096;

    private Signals() {}

    /** Prompts of experiments were routed on somebody else's purpose. */
    static List<Signal> of(@Nullable PromptRequest request) {
        if (request == null || request.experiment() != null) {
            return List.of();
        }
        long at = request.createdAt().toEpochMilli();
        return List.of(
                switch (request.body()) {
                    case PromptContent.Sealed sealed -> new Signal.Asked(null, at);
                    case PromptContent.EmbeddingBody embedding -> new Signal.Asked(null, at);
                    case PromptBody body -> new Signal.Asked(text(body), at);
                });
    }

    static List<Signal> of(@Nullable RoutingDecision decision) {
        Target target = decision == null ? null : decision.target();
        if (decision == null || target == null) {
            return List.of();
        }
        Double predicted = decision.candidates().stream()
                .filter(candidate -> candidate.state() == Candidate.State.CHOSEN)
                .findFirst()
                .map(Candidate::score)
                .orElse(null);
        return List.of(new Signal.Decided(
                decision.attempt(),
                target.toString(),
                decision.propensity(),
                predicted,
                decision.classification().task().label(),
                decision.classification().complexity(),
                decision.classification().classifier(),
                decision.classification().features().get(LearnedClassifier.FAMILIARITY),
                shadowed(decision.shadow())));
    }

    private static Signal.@Nullable Shadowed shadowed(@Nullable ShadowChoice shadow) {
        return shadow == null
                ? null
                : shadow.target()
                        .map(target -> new Signal.Shadowed(shadow.name(), target.toString()))
                        .orElse(null);
    }

    /** What a judge said, or failed to say, tells nothing of who answered. */
    static List<Signal> of(@Nullable ProviderAttempt attempt) {
        if (attempt == null
                || attempt.phase() != ProviderAttempt.Phase.ENDED
                || attempt.purpose() != ProviderAttempt.Purpose.ANSWER) {
            return List.of();
        }
        return List.of(new Signal.Ended(
                attempt.attempt(),
                attempt.target().toString(),
                attempt.success() ? null : attempt.kind(),
                attempt.at().toEpochMilli()));
    }

    /**
     * What is thought of an answer, by the id of the prompt. Feedback on a shadow's answer goes under the id of the copy, which is the
     * prompt's with more behind it: whether an id is one, the prompt's decision tells, so it counts under both.
     */
    static List<KeyValue<String, Signal>> of(String id, @Nullable Feedback feedback) {
        List<KeyValue<String, Signal>> signals = new ArrayList<>();
        for (Signal.Judged judged : of(feedback)) {
            signals.add(KeyValue.pair(id, judged));
            int end = id.lastIndexOf(ShadowChoice.COPY);
            if (end > 0 && end < id.length() - 1) {
                signals.add(KeyValue.pair(id.substring(0, end), judged.ofCopy(id.substring(end + 1))));
            }
        }
        return signals;
    }

    private static List<Signal.Judged> of(@Nullable Feedback feedback) {
        Double score = feedback == null ? null : Ratings.score(feedback);
        if (feedback == null || score == null) {
            return List.of();
        }
        Target target = feedback.target();
        Task task = feedback.task();
        return List.of(new Signal.Judged(
                feedback.source(),
                score,
                target == null ? null : target.toString(),
                task == null ? null : task.label(),
                feedback.at().toEpochMilli(),
                null));
    }

    private static String text(PromptBody body) {
        List<ChatMessage> messages = body.messages();
        for (int at = messages.size() - 1; at >= 0; at--) {
            if (messages.get(at).role() == Role.USER) {
                String text = messages.get(at).text();
                return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
            }
        }
        return "";
    }
}
