package io.promptyard.standalone.replay.live;

import static io.promptyard.standalone.replay.live.LiveWorld.CHEAP;
import static io.promptyard.standalone.replay.live.LiveWorld.DEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Task;
import io.promptyard.router.replay.judge.PairScore.Compared;
import io.promptyard.router.replay.judge.PairScore.Scored;
import io.promptyard.router.replay.judge.Verdict;
import io.promptyard.router.replay.report.TargetPoint;
import io.promptyard.standalone.replay.live.LiveWorld.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where each model that was asked stands in the plot of a live replay. */
class LivePointsTest {
    @Test
    void shouldWeighEachModelsAnswersByThePromptsThatTheyStandFor() {
        // Given: one of a frequent kind, which stands for nine, and one of a rare kind
        LiveWorld world = new LiveWorld()
                .pair(
                        "a",
                        Task.CHAT,
                        9,
                        new Side(DEAR, "0.04", "0.05"),
                        new Side(CHEAP, "0.004", "0.001"),
                        new Scored(1, 0.5, Verdict.WORSE))
                .pair(
                        "b",
                        Task.CODE,
                        1,
                        new Side(DEAR, "0.04", "0.15"),
                        new Side(CHEAP, "0.004", "0.011"),
                        new Scored(0, 1, Verdict.BETTER));
        // When
        List<TargetPoint> points = LivePoints.of(world.seen);
        // Then
        assertThat(points).extracting(TargetPoint::target).containsExactly(DEAR, CHEAP);
        TargetPoint dear = points.get(0);
        assertThat(dear.quality().value()).isCloseTo(0.9, within(1e-12));
        assertThat(dear.quality().observed()).isEqualTo(2);
        assertThat(dear.usdPerPrompt()).isEqualByComparingTo("0.06");
        assertThat(dear.paid()).isEqualTo(2);
        assertThat(dear.recorded()).isEqualTo(2);
        assertThat(dear.candidate()).isZero();
        assertThat(points.get(1).quality().value()).isCloseTo(0.55, within(1e-12));
        assertThat(points.get(1).usdPerPrompt()).isEqualByComparingTo("0.002");
    }

    @Test
    void shouldCountAPromptOnceWhenItsModelAnsweredItBothTimes() {
        // Given
        LiveWorld world = new LiveWorld()
                .pair(
                        "a",
                        Task.CHAT,
                        1,
                        new Side(DEAR, "0.04", "0.02"),
                        new Side(DEAR, "0.04", "0.04"),
                        new Scored(1, 0.5, Verdict.WORSE));
        // When / Then
        assertThat(LivePoints.of(world.seen)).singleElement().satisfies(point -> {
            assertThat(point.quality().observed()).isEqualTo(1);
            assertThat(point.quality().value()).isEqualTo(0.75);
            assertThat(point.usdPerPrompt()).isEqualByComparingTo("0.03");
            assertThat(point.paid()).isEqualTo(1);
        });
    }

    @Test
    void shouldGiveNoQualityWhenAnswersAreOnlyComparedAndNoCostWhenNoneIsKnown() {
        // Given
        LiveWorld world = new LiveWorld()
                .pair(
                        "a",
                        Task.CHAT,
                        1,
                        new Side(DEAR, "0.04", null),
                        new Side(CHEAP, "0.01", "0.02"),
                        new Compared(Verdict.TIE));
        // When
        List<TargetPoint> points = LivePoints.of(world.seen);
        // Then
        assertThat(points).allSatisfy(point -> {
            assertThat(point.quality()).isNull();
            assertThat(point.isPredicted()).isTrue();
        });
        assertThat(points.get(0).usdPerPrompt()).isNull();
        assertThat(points.get(0).paid()).isZero();
        assertThat(points.get(1).usdPerPrompt()).isEqualByComparingTo("0.02");
    }
}
