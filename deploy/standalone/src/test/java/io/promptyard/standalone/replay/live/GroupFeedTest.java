package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.GroupTest;
import io.promptyard.router.replay.equivalence.PairedTest;
import io.promptyard.router.replay.equivalence.TestPlan;
import io.promptyard.standalone.replay.live.GroupCase.End;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFeedTest {
    private static final Target FIRST = Target.of("fleet", "first");
    private static final Target OTHER = Target.of("fleet", "other");

    private final GroupTest test = new GroupTest(new TestPlan(0.2, 0.05, 0.9), FIRST, List.of(FIRST, OTHER));
    private final GroupFeed feed = new GroupFeed(test, List.of(OTHER));

    private static GroupCase scored(double score) {
        return new GroupCase(End.ASKED, List.of(new GroupCase.Pair(OTHER, Task.CHAT, score, 1)), 0, 0);
    }

    private PairedTest found() {
        return test.findings(Set.of(Task.CHAT)).getFirst().test();
    }

    @Test
    void shouldTestPairsInTheOrderOfTheSampleWhoeverIsReadyFirst() {
        // Given: good ones at first and bad ones later, so that the order decides
        List<Integer> order = new ArrayList<>(IntStream.range(0, 120).boxed().toList());
        PairedTest straight = new PairedTest(new TestPlan(0.2, 0.05, 0.9));
        order.forEach(index -> straight.add(index < 60 ? 0 : -1));
        Collections.shuffle(order, new Random(7));
        // When
        order.forEach(index -> feed.ended(index, scored(index < 60 ? 1 : 0)));
        // Then
        assertThat(straight.verdict()).isEqualTo(PairedTest.Verdict.VERIFIED);
        assertThat(found().verdict()).isEqualTo(straight.verdict());
        assertThat(found().decidedAt()).isEqualTo(straight.decidedAt());
        assertThat(found().pairs()).isEqualTo(120);
        assertThat(feed.open(Task.CHAT)).isEmpty();
        assertThat(feed.open(Task.CODE)).containsExactly(OTHER);
    }

    @Test
    void shouldTakeNothingBehindAPromptThatWasLeft() {
        // When
        feed.ended(3, scored(1));
        feed.ended(0, scored(1));
        feed.ended(1, GroupCase.ended(End.WITHOUT_REFERENCE));
        feed.ended(2, GroupCase.ended(End.LEFT));
        feed.ended(4, scored(1));
        // Then
        assertThat(found().pairs()).isEqualTo(1);
    }
}
