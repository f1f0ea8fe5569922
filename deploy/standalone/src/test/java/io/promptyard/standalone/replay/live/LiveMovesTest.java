package io.promptyard.standalone.replay.live;

import static io.promptyard.standalone.replay.live.LiveWorld.CHEAP;
import static io.promptyard.standalone.replay.live.LiveWorld.DEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Task;
import io.promptyard.router.replay.report.Move;
import io.promptyard.standalone.replay.live.LiveWorld.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a sample's prompts went, as the traffic would. */
class LiveMovesTest {
    @Test
    void shouldWeighEachWayByThePromptsThatTheSampleStandsFor() {
        // Given: what stays stands for nine prompts, what moves for one
        LiveWorld world = new LiveWorld()
                .pair("a", Task.CHAT, 9, new Side(DEAR, "0.04", "0.05"), new Side(DEAR, "0.05", "0.05"), null)
                .pair("b", Task.CODE, 1, new Side(DEAR, "0.04", "0.05"), new Side(CHEAP, "0.01", "0.05"), null);
        // When
        List<Move> moves = LiveMoves.of(world.seen);
        // Then
        assertThat(moves).extracting(Move::share).containsExactlyInAnyOrder(0.9, 0.1);
        assertThat(moves).extracting(Move::count).containsExactly(1L, 1L);
        assertThat(moves.stream()
                        .filter(each -> CHEAP.equals(each.to()))
                        .findFirst()
                        .orElseThrow()
                        .differenceUsd())
                .isEqualByComparingTo("-0.006");
        // and all ways together are the difference of the two policies
        GroupTally tally = new GroupTally("total");
        world.seen.forEach(tally::add);
        BigDecimal difference = tally.figures()
                .candidate()
                .expectedCostUsd()
                .subtract(tally.figures().recorded().expectedCostUsd());
        assertThat(moves.stream().map(Move::differenceUsd).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(difference);
    }
}
