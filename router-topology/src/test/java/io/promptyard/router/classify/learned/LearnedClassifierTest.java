package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.SealedBody;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.learn.CorrectionLearner;
import io.promptyard.router.learn.Residual;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnedClassifierTest {
    private static final List<String> TARGETS = List.of("a/plain-9", "b/gpt-4o", "c/plain-7");
    private static final Priors PRIORS = TinyModel.priors(TARGETS, 0.9, 0.85, 0.7);
    private static final String STRANGE = "Schreibe mir bitte ein kurzes Gedicht über den Winter.";
    private static final HeuristicClassifier FIRST = HeuristicClassifier.create(() -> 0);
    private static final LearnedClassifier CLASSIFIER =
            new LearnedClassifier(FIRST, TinyModel.model(), PRIORS, () -> 0);

    @Test
    void shouldScoreEveryTargetAndNameItsModel() {
        // When
        Classification said = CLASSIFIER.classify(request(TinyModel.SUM));
        // Then
        assertThat(said.classifier()).isEqualTo(TinyModel.model().version()).isEqualTo(CLASSIFIER.version());
        assertThat(said.scores()).containsOnlyKeys(TARGETS);
        assertThat(said.features()).containsKey(LearnedClassifier.FAMILIARITY).containsKey("words");
        assertThat(said.language()).isEqualTo(first(TinyModel.SUM).language());
        assertThat(said.promptTokens()).isEqualTo(first(TinyModel.SUM).promptTokens());
    }

    @Test
    void shouldExpectMoreAndAskForLessWhenAFamiliarPromptIsEasy() {
        // When
        Classification easy = CLASSIFIER.classify(request(TinyModel.SUM));
        Classification hard = CLASSIFIER.classify(request(TinyModel.PROOF));
        // Then
        assertThat(easy.complexity()).isLessThan(hard.complexity());
        assertThat(easy.scores().get("c/plain-7")).isGreaterThan(hard.scores().get("c/plain-7"));
        assertThat(easy.features().get(LearnedClassifier.FAMILIARITY)).isGreaterThan(Trust.FAMILIAR);
    }

    @Test
    void shouldSayWhatTheFirstTierAndTheCatalogueSayWhenThePromptIsStrange() {
        // Given
        Classification first = first(STRANGE);
        // When
        Classification said = CLASSIFIER.classify(request(STRANGE));
        // Then
        assertThat(said.features().get(LearnedClassifier.FAMILIARITY)).isLessThan(Trust.STRANGE);
        assertThat(said.domain()).isEqualTo(first.domain());
        assertThat(said.complexity()).isEqualTo(first.complexity());
        for (int target = 0; target < TARGETS.size(); target++) {
            assertThat(said.scores().get(TARGETS.get(target)))
                    .isCloseTo(PRIORS.of(target, said.task(), first.complexity()), within(1e-4));
        }
    }

    @Test
    void shouldLeaveASealedBodyToTheFirstTier() {
        // Given
        PromptRequest request = PromptRequest.of(
                new RequestId("r"),
                Instant.EPOCH,
                new PromptContent.Sealed(new SealedBody("k", "a", ByteBuffer.allocate(400))));
        // When
        Classification said = CLASSIFIER.classify(request);
        // Then
        assertThat(said).isEqualTo(FIRST.classify(request));
    }

    @Test
    void shouldPredictNothingElseWhenNothingWasLearntFromTheLog() {
        // Given
        Correction none = new CorrectionLearner().learn(CLASSIFIER.version(), List.of(), null);
        // When
        Classification said = CLASSIFIER.corrected(none, "log-1").classify(request(TinyModel.PROOF));
        // Then
        assertThat(said.classifier()).isEqualTo("log-1");
        assertThat(said.scores())
                .isEqualTo(CLASSIFIER.classify(request(TinyModel.PROOF)).scores());
    }

    @Test
    void shouldExpectLessOfAModelWhenTheLogSaysThatItFails() {
        // Given
        Map<String, Double> before = CLASSIFIER.classify(request(TinyModel.SUM)).scores();
        var task = CLASSIFIER.classify(request(TinyModel.SUM)).task();
        Residual failed =
                new Residual(TinyModel.SUM, task, io.promptyard.model.Target.of("a", "plain-9"), 0.8, -0.9, 1);
        Correction learnt = new CorrectionLearner().learn(CLASSIFIER.version(), Collections.nCopies(30, failed), null);
        // When
        Map<String, Double> after = CLASSIFIER
                .corrected(learnt, "log-1")
                .classify(request(TinyModel.SUM))
                .scores();
        // Then
        assertThat(after.get("a/plain-9")).isLessThan(before.get("a/plain-9") - 0.6);
        // c/plain-7 is of the same family, b/gpt-4o is not.
        assertThat(after.get("c/plain-7")).isLessThan(before.get("c/plain-7") - 0.02);
        assertThat(after.get("b/gpt-4o")).isEqualTo(before.get("b/gpt-4o"));
    }

    private static Classification first(String text) {
        return FIRST.classify(request(text));
    }

    private static PromptRequest request(String text) {
        return PromptRequest.of(new RequestId("r"), Instant.EPOCH, PromptBody.ofUser(text));
    }
}
