package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Feedback;
import io.promptyard.model.Feedback.Source;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.SealedBody;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.fixture.Prompts;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labels follow from the log, in whatever order it tells. */
class LearnerTopologyTest {
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
    void shouldLabelTheModelThatAnsweredWhenAUserJudges() {
        // When
        learner.whole("r-1", GPT, 0.25);
        // Then
        LabelRow row = learner.labels().get("r-1/user");
        assertThat(row.text()).isEqualTo(Prompts.SECRET);
        assertThat(row.task()).isEqualTo("chat");
        assertThat(row.model()).isEqualTo(GPT.toString());
        assertThat(row.score()).isEqualTo(0.25);
        assertThat(row.weight()).isEqualTo(1);
        assertThat(row.propensity()).isEqualTo(1);
        assertThat(row.predicted()).isEqualTo(0.75);
        assertThat(learner.feedback("label")).isEqualTo(1);
    }

    @Test
    void shouldLabelTheSameWhenFeedbackComesBeforeAllElse() {
        // When
        learner.judged("r-1", Source.USER, 0, null);
        double waiting = learner.feedback("waiting");
        learner.answered("r-1", 1, GPT);
        learner.decided("r-1", 1, GPT, 0.5);
        learner.asked("r-1");
        // Then
        assertThat(waiting).isEqualTo(1);
        assertThat(learner.labels().get("r-1/user").score()).isZero();
        assertThat(learner.labels().get("r-1/user").weight()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheLaterWhenOneJudgesTwice() {
        // Given
        learner.whole("r-1", GPT, 1);
        // When
        learner.clock.advance(Duration.ofHours(1));
        learner.judged("r-1", Source.USER, 0, null);
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1/user");
        assertThat(learner.labels().get("r-1/user").score()).isZero();
    }

    @Test
    void shouldPassOverTheSameWhenItIsSaidAgain() {
        // Given
        learner.whole("r-1", GPT, 1);
        // When
        learner.judged("r-1", Source.USER, 1, null);
        // Then
        assertThat(learner.labels()).hasSize(1);
        assertThat(learner.feedback("repeated")).isEqualTo(1);
    }

    @Test
    void shouldMakeNoLabelWhenTheIdIsNotKnown() {
        // When
        learner.judged("nobody", Source.USER, 1, null);
        // Then
        assertThat(learner.labels()).isEmpty();
        assertThat(learner.feedback("waiting")).isEqualTo(1);
    }

    @Test
    void shouldStillLabelWhenFeedbackComesLateAndNoMoreWhenItIsForgotten() {
        // Given
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 1);
        learner.answered("r-1", 1, GPT);
        // When
        learner.clock.advance(LearnerFixture.MEMORY.minusHours(1));
        learner.judged("r-1", Source.JUDGE, 0.5, null);
        learner.clock.advance(Duration.ofHours(2));
        learner.judged("r-1", Source.USER, 1, null);
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1/judge");
        assertThat(learner.feedback("waiting")).isEqualTo(1);
    }

    @Test
    void shouldMakeNoLabelWhenAUserNamesAModelThatDidNotAnswer() {
        // Given
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 1);
        learner.answered("r-1", 1, GPT);
        // When
        learner.judged("r-1", Source.USER, 0, CLAUDE);
        // Then
        assertThat(learner.labels()).isEmpty();
        assertThat(learner.feedback("contradicted")).isEqualTo(1);
    }

    @Test
    void shouldLabelAnotherModelWhenAJudgeScoredItsAnswerToo() {
        // Given
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 0.1);
        learner.answered("r-1", 1, GPT);
        // When
        learner.judged("r-1", Source.JUDGE, 0.25, null);
        learner.judged("r-1", Source.JUDGE, 1, CLAUDE);
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1/judge", "r-1/judge/" + CLAUDE);
        assertThat(learner.labels().get("r-1/judge/" + CLAUDE).weight()).isEqualTo(1);
        assertThat(learner.labels().get("r-1/judge").weight()).isEqualTo(10);
    }

    @Test
    void shouldLabelTheShadowsTargetWhenItsAnswerIsJudged() {
        // When: one before the decision is known, one of a shadow that there was not
        learner.judged("r-1~trial", Source.USER, 0.25, null);
        learner.judged("r-1~other", Source.USER, 1, null);
        learner.asked("r-1");
        learner.decided("r-1", GPT, "trial", CLAUDE);
        learner.answered("r-1", 1, GPT);
        learner.judged("r-1~trial", Source.JUDGE, 0.5, null);
        learner.judged("r-1~trial", Source.RULE, 1, GPT);
        learner.judged("r-1", Source.USER, 1, null);
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1/user", "r-1~trial/user", "r-1~trial/judge");
        LabelRow row = learner.labels().get("r-1~trial/user");
        assertThat(row.model()).isEqualTo(CLAUDE.toString());
        assertThat(row.text()).isEqualTo(Prompts.SECRET);
        assertThat(row.score()).isEqualTo(0.25);
        assertThat(row.weight()).isEqualTo(1);
        assertThat(row.propensity()).isEqualTo(1);
        assertThat(row.predicted()).isNull();
        assertThat(learner.labels().get("r-1/user").model()).isEqualTo(GPT.toString());
        assertThat(learner.feedback("label")).isEqualTo(2);
        assertThat(learner.feedback("contradicted")).isEqualTo(1);
    }

    @Test
    void shouldLabelTheAnswerWhenAnIdOnlyLooksLikeThatOfACopy() {
        // When
        learner.whole("r-1~trial", GPT, 0.25);
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1~trial/user");
        assertThat(learner.labels().get("r-1~trial/user").model()).isEqualTo(GPT.toString());
    }

    @Test
    void shouldBoundTheWeightWhenTheChoiceWasUnlikely() {
        // Given
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 0.001);
        learner.answered("r-1", 1, GPT);
        // When
        learner.judged("r-1", Source.USER, 1, null);
        // Then
        assertThat(learner.labels().get("r-1/user").weight()).isEqualTo(10);
        assertThat(learner.labels().get("r-1/user").propensity()).isEqualTo(0.001);
    }

    @Test
    void shouldLabelWeaklyWhenAModelRefusedAndNotWhenItsProviderFailed() {
        // Given
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 1);
        // When
        learner.ended("r-1", 1, GPT, FailureKind.TIMEOUT);
        learner.ended("r-1", 2, GPT, FailureKind.CONTENT_FILTERED);
        learner.decided("r-1", 3, CLAUDE, 1);
        learner.answered("r-1", 3, CLAUDE);
        learner.judged("r-1", Source.USER, 1, null);
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1/attempt-2", "r-1/user");
        assertThat(learner.labels().get("r-1/attempt-2").model()).isEqualTo(GPT.toString());
        assertThat(learner.labels().get("r-1/attempt-2").score()).isZero();
        assertThat(learner.labels().get("r-1/attempt-2").weight()).isEqualTo(0.25);
        assertThat(learner.labels().get("r-1/user").model()).isEqualTo(CLAUDE.toString());
    }

    @Test
    void shouldMakeNoLabelWhenTheBodyIsSealed() {
        // Given
        PromptContent sealed =
                new PromptContent.Sealed(new SealedBody("age", "k-1", ByteBuffer.wrap(new byte[] {1, 2})));
        learner.asked(PromptRequest.of(new RequestId("r-1"), Prompts.START, sealed));
        learner.decided("r-1", 1, GPT, 1);
        learner.answered("r-1", 1, GPT);
        // When
        learner.judged("r-1", Source.USER, 1, null);
        // Then
        assertThat(learner.labels()).isEmpty();
        assertThat(learner.feedback("sealed")).isEqualTo(1);
    }

    @Test
    void shouldReadARatingAndATaskWhenTheyAreGiven() {
        // Given
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 1);
        learner.answered("r-1", 1, GPT);
        // When
        learner.judged(new Feedback(
                new RequestId("r-1"), Prompts.START, Source.USER, null, "Down", null, null, Task.MATH, "{}"));
        learner.judged(
                new Feedback(new RequestId("r-1"), Prompts.START, Source.RULE, null, "so-so", null, null, null, "{}"));
        // Then
        assertThat(learner.labels()).containsOnlyKeys("r-1/user");
        assertThat(learner.labels().get("r-1/user").score()).isZero();
        assertThat(learner.labels().get("r-1/user").task()).isEqualTo("math");
    }

    @Test
    void shouldKeepWhatTheClassifierSaidWhenFeedbackSaysOtherwise() {
        // When
        learner.asked("r-1");
        learner.decided("r-1", 1, GPT, 1);
        learner.answered("r-1", 1, GPT);
        learner.judged(new Feedback(
                new RequestId("r-1"), learner.clock.instant(), Source.USER, 1.0, null, null, null, Task.LEGAL, "{}"));
        // Then
        LabelRow row = learner.labels().values().iterator().next();
        assertThat(row.task()).isEqualTo("legal");
        assertThat(row.decidedTask()).isEqualTo("chat");
        assertThat(row.familiarity()).isEqualTo(0.9);
    }

    @Test
    void shouldKeepTheNewestWhenThereAreMoreThanTheMost() {
        // When
        for (int i = 0; i < 60; i++) {
            learner.clock.advance(Duration.ofSeconds(1));
            learner.whole("r-" + i, GPT, 1);
        }
        // Then
        assertThat(learner.labels()).hasSize(50).containsKeys("r-10/user", "r-59/user");
    }
}
