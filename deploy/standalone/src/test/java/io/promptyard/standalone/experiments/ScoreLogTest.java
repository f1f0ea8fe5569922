package io.promptyard.standalone.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Experiment;
import io.promptyard.model.Feedback;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.ScoredAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreLogTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Target SMART = Target.of("openai", "gpt-4o");
    private static final Target OTHER = Target.of("mistral", "mistral-small");

    private final ScoreLog log = new ScoreLog();

    @Test
    void shouldGiveAScoreToWhoAnsweredWhenItNamesNobody() {
        // Given
        log.add(feedback("r-1", 5, Feedback.Source.JUDGE, 0.5, OTHER));
        log.add(feedback("r-1", 0, Feedback.Source.JUDGE, 1.0, null));
        log.add(feedback("r-1", 2, Feedback.Source.USER, 0.0, null));
        log.add(feedback("r-2", 3, Feedback.Source.USER, 0.0, null));
        // When
        log.add(attempt("r-1", ProviderAttempt.Phase.STARTED, false, OTHER));
        log.add(attempt("r-1", ProviderAttempt.Phase.ENDED, false, OTHER));
        log.add(attempt("r-1", ProviderAttempt.Phase.ENDED, true, SMART));
        log.add(attempt("r-9", ProviderAttempt.Phase.ENDED, true, SMART));
        // Then: by time; what nobody answered is left out, and a user and a judge are never a pair
        assertThat(log.answers(SMART, Set.of(OTHER)))
                .containsExactly(
                        new ScoredAnswer("r-1", Task.CHAT, SMART, 1), new ScoredAnswer("r-1", Task.CHAT, OTHER, 0.5));
    }

    @Test
    void shouldPairTheShadowsAnswerWithThePromptsOwn() {
        // Given
        log.add(feedback("r-1", 0, Feedback.Source.JUDGE, 1.0, null));
        log.add(feedback("r-1~try", 1, Feedback.Source.JUDGE, 0.25, null));
        // When
        log.add(attempt("r-1", ProviderAttempt.Phase.ENDED, true, SMART));
        log.add(shadow("r-1~try", "try", OTHER));
        // Then
        assertThat(log.answers(SMART, Set.of(OTHER)))
                .containsExactly(
                        new ScoredAnswer("r-1", Task.CHAT, SMART, 1), new ScoredAnswer("r-1", Task.CHAT, OTHER, 0.25));
    }

    @Test
    void shouldPassOverFeedbackThatSaysNothing() {
        // When
        log.add(feedback("r-1", 0, Feedback.Source.USER, null, SMART));
        // Then
        assertThat(log.answers(SMART, Set.of(OTHER))).isEmpty();
    }

    @Test
    void shouldPairWhatAnExperimentAskedAgainByTheSameScorer() {
        // Given
        String rubric = "{\"scorer\":\"rubric\",\"experiment\":\"exp-1\"}";
        log.add(told("r-1", SMART, rubric));
        log.add(told("exp-1:r-1", OTHER, rubric));
        log.add(told("exp-1:r-1", OTHER, "{\"scorer\":\"exact\",\"experiment\":\"exp-1\"}"));
        log.add(told("exp-1:r-1", OTHER, "no JSON"));
        // When
        log.add(attempt("exp-1:r-1", ProviderAttempt.Phase.ENDED, true, OTHER));
        // Then
        assertThat(log.answers(SMART, Set.of(OTHER)))
                .containsExactlyInAnyOrder(
                        new ScoredAnswer("r-1", Task.CHAT, SMART, 0.5), new ScoredAnswer("r-1", Task.CHAT, OTHER, 0.5));
    }

    @Test
    void shouldCountAPromptOnceHoweverManyScorersJudgedIt() {
        // Given
        for (String scorer : new String[] {"similarity", "exact", "regex"}) {
            String extra = "{\"scorer\":\"" + scorer + "\",\"experiment\":\"exp-1\"}";
            log.add(told("r-1", SMART, extra));
            log.add(told("exp-1:r-1", OTHER, extra));
        }
        // Then
        assertThat(log.answers(SMART, Set.of(OTHER)))
                .hasSize(2)
                .extracting(ScoredAnswer::member)
                .containsExactlyInAnyOrder(SMART, OTHER);
    }

    @Test
    void shouldGoByTheScaleThatMeasuresWhoIsComparedWhenAnotherMeasuresMore() {
        // Given
        for (String model : new String[] {"a", "b", "c"}) {
            log.add(feedback("r-1", 0, Feedback.Source.IMPORT, 0.5, Target.of("elsewhere", model)));
        }
        log.add(feedback("r-1", 0, Feedback.Source.IMPORT, 0.5, SMART));
        log.add(feedback("r-1", 0, Feedback.Source.JUDGE, 1.0, SMART));
        log.add(feedback("r-1", 0, Feedback.Source.JUDGE, 1.0, OTHER));
        // Then
        assertThat(log.answers(SMART, Set.of(OTHER)))
                .containsExactlyInAnyOrder(
                        new ScoredAnswer("r-1", Task.OTHER, SMART, 1), new ScoredAnswer("r-1", Task.OTHER, OTHER, 1));
    }

    private static Feedback told(String id, Target target, String extra) {
        return new Feedback(new RequestId(id), AT, Feedback.Source.JUDGE, 0.5, null, null, target, null, extra);
    }

    private static Feedback feedback(
            String id, int second, Feedback.Source source, @Nullable Double score, @Nullable Target target) {
        return new Feedback(new RequestId(id), AT.plusSeconds(second), source, score, null, null, target, null, "{}");
    }

    private static ProviderAttempt shadow(String id, String name, Target target) {
        return new ProviderAttempt(
                id + target,
                new RequestId(id),
                AT,
                ProviderAttempt.Phase.ENDED,
                1,
                target,
                "default",
                "default",
                "default",
                Map.of(),
                true,
                null,
                200,
                10L,
                null,
                null,
                null,
                false,
                new Experiment(name, "shadow"),
                Task.CHAT,
                null,
                ProviderAttempt.Purpose.SHADOW,
                null,
                null,
                null);
    }

    private static ProviderAttempt attempt(String id, ProviderAttempt.Phase phase, boolean success, Target target) {
        return new ProviderAttempt(
                id + target,
                new RequestId(id),
                AT,
                phase,
                1,
                target,
                "default",
                "default",
                "default",
                Map.of(),
                success,
                null,
                200,
                10L,
                null,
                null,
                null,
                false,
                null,
                Task.CHAT,
                null);
    }
}
