package io.promptyard.router.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.PlainTier;
import io.promptyard.router.classify.learned.TinyModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What labels move, and what they leave alone; every target is expected to be right with 0.8 without them. */
class CorrectionLearnerTest {
    private static final Target SMALL = Target.of("a", "llama-8b");
    private static final Target LARGE = Target.of("b", "llama-70b");
    private static final Target OTHER = Target.of("a", "qwen-7b");
    private static final List<String> TARGETS = List.of("a/llama-8b", "b/llama-70b", "a/qwen-7b");

    private final CorrectionLearner learner = new CorrectionLearner();

    @Test
    void shouldSayNothingWhenThereIsNoLabel() {
        // When
        Correction learnt = learner.learn("base", List.of(), null);
        // Then
        assertThat(learnt.models()).isEmpty();
        assertThat(scores(learnt, "anything", Task.CODE)).isEmpty();
    }

    @Test
    void shouldMoveATaskALittleByAFewLabelsAndMostByAFewDozen() {
        // When
        double byThree = score(learner.learn("base", labels(3, Task.CODE, SMALL, -0.8), null), SMALL, Task.CODE);
        double byThirty = score(learner.learn("base", labels(30, Task.CODE, SMALL, -0.8), null), SMALL, Task.CODE);
        // Then
        assertThat(byThree).isBetween(0.5, 0.75);
        assertThat(byThirty).isLessThan(0.25);
    }

    @Test
    void shouldMoveAnotherTaskOfTheModelLittle() {
        // When
        Correction learnt = learner.learn("base", labels(200, Task.CODE, SMALL, -0.8), null);
        // Then
        assertThat(score(learnt, SMALL, Task.TRANSLATION)).isBetween(0.6, 0.79);
    }

    @Test
    void shouldMoveRelativesAPartOfTheWayAndStrangersNot() {
        // When
        Correction learnt = learner.learn("base", labels(200, Task.CODE, SMALL, -0.8), null);
        // Then
        assertThat(score(learnt, LARGE, Task.CODE)).isBetween(0.5, 0.78);
        assertThat(scores(learnt, "anything", Task.CODE)).doesNotContainKey(OTHER.toString());
    }

    @Test
    void shouldBelieveARelativesOwnLabelsMoreWhenItHasMany() {
        // Given
        List<Residual> rows = new ArrayList<>(labels(200, Task.CODE, SMALL, -0.8));
        rows.addAll(labels(200, Task.CODE, LARGE, 0.15));
        // When
        Correction learnt = learner.learn("base", rows, null);
        // Then
        assertThat(score(learnt, LARGE, Task.CODE)).isCloseTo(0.95, within(0.03));
        assertThat(score(learnt, SMALL, Task.CODE)).isLessThan(0.1);
    }

    @Test
    void shouldTellPromptsOfOneTaskApartWhenThereAreThousands() {
        // Given
        List<Residual> rows = new ArrayList<>();
        for (int at = 0; at < 2_000; at++) {
            rows.add(new Residual("Fix my COBOL batch job number " + at % 97, Task.CODE, SMALL, 0.8, -0.7, 1));
            rows.add(new Residual("Write a bash script for task " + at % 89, Task.CODE, SMALL, 0.8, 0.15, 1));
        }
        // When
        Correction learnt = learner.learn("base", rows, null);
        // Then
        double cobol =
                scores(learnt, "Fix the COBOL batch job at once", Task.CODE).get(SMALL.toString());
        double bash =
                scores(learnt, "Write a bash script that sorts", Task.CODE).get(SMALL.toString());
        assertThat(bash - cobol).isGreaterThan(0.3);
        assertThat(learnt.write()).hasSizeLessThan(100_000);
    }

    @Test
    void shouldCountALabelAsOftenAsItWeighs() {
        // Given
        List<Residual> heavy = labels(1, Task.CODE, SMALL, -0.8, 10);
        List<Residual> many = new ArrayList<>();
        for (int at = 0; at < 10; at++) {
            many.addAll(labels(1, Task.CODE, SMALL, -0.8));
        }
        // When
        double once = score(learner.learn("base", heavy, null), SMALL, Task.CODE);
        double tenTimes = score(learner.learn("base", many, null), SMALL, Task.CODE);
        // Then
        // Words count only where they stand in three rows.
        assertThat(once).isCloseTo(tenTimes, within(0.08));
    }

    @Test
    void shouldGiveTheSameBytesWhenRowsAndStartAreTheSame() {
        // Given
        List<Residual> rows = labels(60, Task.CODE, SMALL, -0.4);
        Correction start = learner.learn("base", rows.subList(0, 40), null);
        // Then
        assertThat(learner.learn("base", rows, start).write())
                .isEqualTo(learner.learn("base", rows, start).write());
    }

    @Test
    void shouldEndWhereItWouldFromNothingWhenItStartsFromAnEarlierOne() {
        // Given
        List<Residual> rows = new ArrayList<>(labels(60, Task.CODE, SMALL, -0.4));
        rows.addAll(labels(60, Task.MATH, LARGE, 0.1));
        Correction wrong = learner.learn("base", labels(500, Task.CODE, SMALL, 0.9), null);
        // When
        Correction cold = learner.learn("base", rows, null);
        Correction warm = learner.learn("base", rows, wrong);
        // Then
        assertThat(score(warm, SMALL, Task.CODE)).isCloseTo(score(cold, SMALL, Task.CODE), within(1e-3));
        assertThat(score(warm, LARGE, Task.MATH)).isCloseTo(score(cold, LARGE, Task.MATH), within(1e-3));
    }

    private static List<Residual> labels(int count, Task task, Target model, double value) {
        return labels(count, task, model, value, 1);
    }

    private static List<Residual> labels(int count, Task task, Target model, double value, double weight) {
        List<Residual> rows = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            rows.add(new Residual("request " + at + " of " + task.label(), task, model, 0.8, value, weight));
        }
        return rows;
    }

    private static double score(Correction correction, Target target, Task task) {
        Double score = scores(correction, "request 7 of " + task.label(), task).get(target.toString());
        assertThat(score).as("score of " + target).isNotNull();
        return score == null ? Double.NaN : score;
    }

    private static Map<String, Double> scores(Correction correction, String text, Task task) {
        PromptClassifier below = request -> new Classification("base", task, 1, "", "en", 7, 0, Map.of(), Map.of(), 1);
        PlainTier tier = new PlainTier(below, "base", TinyModel.priors(TARGETS, 0.8, 0.8, 0.8));
        return tier.corrected(correction, "log-1")
                .classify(PromptRequest.of(new RequestId("r"), Instant.EPOCH, PromptBody.ofUser(text)))
                .scores();
    }
}
