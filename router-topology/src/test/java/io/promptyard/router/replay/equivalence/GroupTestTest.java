package io.promptyard.router.replay.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.GroupTest.Finding;
import io.promptyard.router.replay.equivalence.PairedTest.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupTestTest {
    private static final Target FIRST = Target.of("openai", "smart");
    private static final Target GOOD = Target.of("anthropic", "good");
    private static final Target POOR = Target.of("local", "poor");
    private static final TestPlan PLAN = new TestPlan(0.1, 0.05, 0.9);

    private final GroupTest group = new GroupTest(PLAN, FIRST, List.of(FIRST, GOOD, POOR));

    private void answer(int prompt, Task task, Target member, double score) {
        group.add(new ScoredAnswer("p" + prompt, task, member, score));
    }

    @Test
    void shouldVerifyATaskOnlyWhenEveryMemberIsAsGood() {
        // When: on code the poor one fails
        for (int prompt = 0; prompt < 300; prompt++) {
            Task task = prompt % 2 == 0 ? Task.CHAT : Task.CODE;
            answer(prompt, task, POOR, task == Task.CODE && prompt % 3 == 0 ? 0 : 1);
            answer(prompt, task, FIRST, 1);
            answer(prompt, task, GOOD, 1);
        }
        // Then
        assertThat(group.verified(Set.of())).containsExactly(Task.CHAT);
        assertThat(group.verified(Set.of(Task.CODE))).isEmpty();
        assertThat(group.findings(Set.of()))
                .extracting(Finding::member, Finding::task, each -> each.test().verdict())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(GOOD, Task.CODE, Verdict.VERIFIED),
                        org.assertj.core.groups.Tuple.tuple(GOOD, Task.CHAT, Verdict.VERIFIED),
                        org.assertj.core.groups.Tuple.tuple(POOR, Task.CODE, Verdict.INFERIOR),
                        org.assertj.core.groups.Tuple.tuple(POOR, Task.CHAT, Verdict.VERIFIED));
    }

    @Test
    void shouldPairOnlyAnswersOfTheSamePromptAndEachOnce() {
        // When
        answer(1, Task.CHAT, FIRST, 0.5);
        answer(2, Task.CHAT, GOOD, 0.5);
        answer(3, Task.CHAT, FIRST, 0.5);
        answer(3, Task.CHAT, GOOD, 0.75);
        answer(3, Task.CHAT, GOOD, 0);
        answer(3, Task.CHAT, FIRST, 0);
        answer(3, Task.CHAT, Target.of("no", "member"), 0);
        // Then
        Finding good = group.findings(Set.of(Task.CHAT)).getFirst();
        assertThat(good.member()).isEqualTo(GOOD);
        assertThat(good.test().pairs()).isEqualTo(1);
        assertThat(good.test().mean()).isEqualTo(0.25);
    }

    @Test
    void shouldSayThatNothingIsKnownOfATaskThatWasAskedFor() {
        // Then
        assertThat(group.findings(Set.of())).isEmpty();
        assertThat(group.findings(Set.of(Task.LEGAL)))
                .extracting(each -> each.test().pairs())
                .containsExactly(0, 0);
        assertThat(group.verified(Set.of(Task.LEGAL))).isEmpty();
    }

    @Test
    void shouldRefuseAGroupOfOneAndAScoreThatIsNone() {
        assertThatThrownBy(() -> new GroupTest(PLAN, FIRST, List.of(FIRST)))
                .hasMessageStartingWith("members: must be another than the reference");
        assertThatThrownBy(() -> answer(1, Task.CHAT, GOOD, 2)).hasMessage("score: must be from 0 to 1 (got 2.0)");
    }

    @Test
    void shouldBeOpenOfAMemberAndTaskUntilSomethingIsFound() {
        // Given
        assertThat(group.isOpen(GOOD, Task.CODE)).isTrue();
        assertThat(group.isOpen(FIRST, Task.CODE)).isFalse();
        // When
        for (int pair = 0; pair < 200; pair++) {
            group.compare(GOOD, Task.CODE, 1, 1);
            group.compare(POOR, Task.CODE, 0, 1);
        }
        // Then: to ask is not to look at
        assertThat(group.isOpen(GOOD, Task.CODE)).isFalse();
        assertThat(group.isOpen(POOR, Task.CODE)).isFalse();
        assertThat(group.isOpen(GOOD, Task.CHAT)).isTrue();
        assertThat(group.findings(Set.of()))
                .extracting(Finding::task, each -> each.test().verdict())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Task.CODE, Verdict.VERIFIED),
                        org.assertj.core.groups.Tuple.tuple(Task.CODE, Verdict.INFERIOR));
        assertThatThrownBy(() -> group.compare(FIRST, Task.CODE, 1, 1))
                .hasMessageContaining("must be held against the reference (got openai/smart)");
    }
}
