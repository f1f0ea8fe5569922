package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Feedback;
import io.promptyard.model.LearnedModel;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.fixture.Prompts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When labels are learnt from, and what is published of it. */
class TrainingTest {
    @TempDir
    Path state;

    private LearnerFixture learner;

    @BeforeEach
    void start() {
        learner = new LearnerFixture(state);
    }

    @AfterEach
    void stop() {
        learner.close();
    }

    @Test
    void shouldWaitWhenThereAreTooFewLabels() {
        // Given
        requests("a", 3, GPT, 0);
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).isEmpty();
    }

    @Test
    void shouldPublishWeightsAndThenThePointerWhenThereAreEnough() {
        // Given
        requests("a", 40, GPT, 0);
        // When
        learner.nextInterval();
        // Then
        var published = learner.published();
        assertThat(published).hasSize(2);
        LearnedModel model = Objects.requireNonNull(published.get(0).getValue());
        assertThat(published.get(0).getKey()).isEqualTo(model.version());
        assertThat(model.base()).isEqualTo(LearnedModel.BUILT_IN);
        assertThat(model.labels()).isEqualTo(40);
        assertThat(model.metrics()).containsEntry("share.task.chat", 1.0).containsKeys("brier.before", "brier.after");
        LearntFrom from = LearntLabels.of(model);
        assertThat(from.ofLog()).isTrue();
        assertThat(from.covers(Prompts.prompt("a0").createdAt())).isTrue();
        assertThat(from.covers(learner.clock.instant())).isFalse();
        assertThat(from.shares()).containsEntry("share.familiarity.9", 1.0).doesNotContainKey("brier.before");
        assertThat(model.metrics().get("brier.after"))
                .isLessThan(model.metrics().get("brier.before"));
        assertThat(published.get(1).getKey()).isEqualTo(LearnedModel.ACTIVE);
        assertThat(learner.shelf.wanted()).isEqualTo(model.version());
        assertThat(learner.trainings("published")).isEqualTo(1);
    }

    @Test
    void shouldPredictLessOfAModelThatFailsWhenItHasLearnt() {
        // Given
        requests("a", 20, GPT, 0);
        learner.nextInterval();
        LearnedModel model =
                Objects.requireNonNull(learner.published().getFirst().getValue());
        byte[] weights = new byte[Objects.requireNonNull(model.weights()).remaining()];
        model.weights().duplicate().get(weights);
        // When
        var classification = learner.craft.load(weights, model.version()).classify(Prompts.prompt("r"));
        // Then
        assertThat(classification.classifier()).isEqualTo(model.version());
        assertThat(classification.scores()).containsOnlyKeys(GPT.toString());
        assertThat(classification.scores().get(GPT.toString())).isLessThan(0.3);
    }

    @Test
    void shouldNotLearnAgainWhenNoLabelHasComeSince() {
        // Given
        requests("a", 20, GPT, 0);
        learner.nextInterval();
        learner.published();
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).hasSize(2);
    }

    @Test
    void shouldLearnFromAllLabelsAgainWhenWhatWasLearntCannotBeUsedHere() {
        // Given
        requests("a", 20, GPT, 0);
        learner.shelf.put(
                "log-old",
                new LearnedModel(
                        "log-old",
                        LearnedModel.BUILT_IN,
                        learner.clock.instant(),
                        20,
                        Map.of("labels.until", (double) learner.clock.instant().toEpochMilli()),
                        "correction-1",
                        "0",
                        null,
                        false,
                        null),
                0);
        learner.shelf.put(
                LearnedModel.ACTIVE, LearnedModel.active("log-old", LearnedModel.BUILT_IN, learner.clock.instant()), 1);
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).hasSize(2);
        assertThat(learner.shelf.wanted()).startsWith("log-").isNotEqualTo("log-old");
    }

    @Test
    void shouldLearnOnWhenMoreLabelsHaveCome() {
        // Given
        requests("a", 20, GPT, 0);
        learner.nextInterval();
        String first = learner.published().getFirst().getKey();
        requests("b", 20, CLAUDE, 1);
        // When
        learner.nextInterval();
        // Then
        LearnedModel second = Objects.requireNonNull(learner.published().get(2).getValue());
        assertThat(second.base()).isEqualTo(first);
        assertThat(second.labels()).isEqualTo(40);
    }

    @Test
    void shouldLearnOnWhenWhatCameBeforeSaysThatItIsOfTheFuture() {
        // Given
        requests("a", 20, GPT, 0);
        said("a0", learner.clock.instant().plus(Duration.ofDays(36_500)));
        learner.nextInterval();
        int before = learner.published().size();
        requests("b", 20, CLAUDE, 1);
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).hasSizeGreaterThan(before);
    }

    @Test
    void shouldLearnFromRatingsThatAreImportedWhenTheyAreOlderThanTheLastTraining() {
        // Given
        requests("a", 20, GPT, 0);
        learner.nextInterval();
        int before = learner.published().size();
        for (int i = 0; i < 20; i++) {
            learner.asked("old" + i);
            learner.decided("old" + i, 1, CLAUDE, 1);
            learner.answered("old" + i, 1, CLAUDE);
            said("old" + i, learner.clock.instant().minus(Duration.ofDays(30)));
        }
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).hasSizeGreaterThan(before);
    }

    @Test
    void shouldNotCountALabelAgainWhenMoreBecomesKnownOfItsRequest() {
        // Given
        requests("a", 20, GPT, 0);
        learner.nextInterval();
        int before = learner.published().size();
        for (int i = 0; i < 20; i++) {
            learner.asked("a" + i);
            learner.decided("a" + i, 1, GPT, 1);
        }
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).hasSize(before);
    }

    @Test
    void shouldForgetTheOldestFirstWhenOneSaysThatItIsOfTheFuture() {
        // Given
        requests("a", 1, GPT, 0);
        said("a0", learner.clock.instant().plus(Duration.ofDays(36_500)));
        learner.nextInterval();
        // When
        requests("b", 50, CLAUDE, 1);
        // Then
        assertThat(learner.labels()).hasSize(50).doesNotContainKey("a0/user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r-", "shop/r-", "a/judge/x/"})
    void shouldPublishNothingWhenItPredictsWorse(String prefix) {
        // Given
        for (int i = 0; i < 40; i++) {
            learner.clock.advance(Duration.ofMillis(1));
            String id = prefix + i;
            // What is held out says 0.8, as the catalogue does; what is learnt from says the opposite.
            learner.whole(id, GPT, Training.isHeldOut(id) ? 0.8 : 0);
        }
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.published()).isEmpty();
        assertThat(learner.trainings("no-better")).isEqualTo(1);
    }

    @Test
    void shouldHoldAgainstTheModelInUseOnlyWhatThatHasNotSeen() {
        // Given
        requests("a", 40, GPT, 0);
        learner.nextInterval();
        LearnedModel first =
                Objects.requireNonNull(learner.published().getFirst().getValue());
        byte[] weights = new byte[Objects.requireNonNull(first.weights()).remaining()];
        first.weights().duplicate().get(weights);
        learner.holder.use(first.version(), first.createdAt(), learner.craft.load(weights, first.version()));
        // When
        requests("b", 4, GPT, 0.1);
        learner.nextInterval();
        // Then
        LearnedModel second = Objects.requireNonNull(learner.published().get(2).getValue());
        assertThat(second.base()).isEqualTo(first.version());
        assertThat(second.metrics()).doesNotContainKey("brier.before");
    }

    @Test
    void shouldLearnNothingWhileAnOperatorsPinHolds() {
        // Given
        requests("a", 20, GPT, 0);
        learner.shelf.put(
                LearnedModel.PIN,
                LearnedModel.pin(LearnedModel.BUILT_IN, "log-x", learner.clock.instant(), true, null),
                0);
        // When
        learner.nextInterval();
        // Then
        assertThat(learner.producer.history()).isEmpty();
    }

    @Test
    void shouldNotLearnTheSameAgainWhenItIsResumedAfterARollBack() {
        // Given
        requests("bad", 20, GPT, 0);
        learner.nextInterval();
        learner.published();
        learner.clock.advance(Duration.ofMinutes(5));
        learner.shelf.put(
                LearnedModel.ACTIVE, LearnedModel.active(LearnedModel.BUILT_IN, "log-x", learner.clock.instant()), 10);
        learner.shelf.put(
                LearnedModel.PIN,
                LearnedModel.pin(
                        LearnedModel.BUILT_IN, "log-x", learner.clock.instant(), false, learner.clock.instant()),
                11);
        int before = learner.producer.history().size();
        // When
        learner.nextInterval();
        int resumed = learner.producer.history().size();
        requests("good", 10, GPT, 1);
        learner.nextInterval();
        // Then
        assertThat(resumed).isEqualTo(before);
        LearnedModel next =
                Objects.requireNonNull(learner.published().get(before).getValue());
        assertThat(next.labels()).isEqualTo(10);
        assertThat(next.base()).isEqualTo(LearnedModel.BUILT_IN);
    }

    @Test
    void shouldTakeOldVersionsOffTheShelfWhenThereAreMoreThanAreKept() {
        // When
        for (int i = 0; i < 5; i++) {
            requests("r" + i + "-", 8, GPT, 0);
            learner.nextInterval();
            learner.published();
        }
        // Then
        List<String> removed = learner.published().stream()
                .filter(each -> each.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(removed).hasSize(2);
        assertThat(learner.shelf.versions()).hasSize(3);
        assertThat(learner.shelf.versions()).noneMatch(each -> removed.contains(each.version()));
    }

    private void said(String id, Instant at) {
        learner.judged(new Feedback(new RequestId(id), at, Feedback.Source.USER, 1.0, null, null, null, null, "{}"));
    }

    private void requests(String prefix, int count, Target target, double score) {
        for (int i = 0; i < count; i++) {
            learner.clock.advance(Duration.ofMillis(1));
            learner.whole(prefix + i, target, score);
        }
    }
}
