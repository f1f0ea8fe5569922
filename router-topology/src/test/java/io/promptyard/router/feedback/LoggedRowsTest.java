package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Feedback;
import io.promptyard.model.Feedback.Source;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggedRowsTest {
    private final LoggedRows rows = new LoggedRows(10);

    @Test
    void shouldMakeARowOfWhoAnsweredWhenSomebodyJudged() {
        // Given
        rows.start("r-1", feedback("r-1", Source.USER, 0.25, null));
        known("r-1", GPT, 0.5);
        // When
        List<LabelledPrompt> found = rows.rows();
        // Then
        assertThat(found).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("r-1");
            assertThat(row.text()).isEqualTo(Prompts.SECRET);
            assertThat(row.bench()).isEqualTo(LoggedRows.BENCH);
            assertThat(row.scores())
                    .containsExactly(java.util.Map.entry(GPT.model().value(), 0.25));
            assertThat(row.weight()).isEqualTo(2);
            assertThat(row.asked()).isEqualTo(Prompts.prompt("r-1").createdAt());
        });
    }

    @Test
    void shouldHaveAScoreForEachModelWhenAJudgeScoredAnothersAnswerToo() {
        // Given
        rows.start("r-1", feedback("r-1", Source.JUDGE, 1, null));
        rows.start("r-1", feedback("r-1", Source.USER, 0.5, null));
        rows.start("r-1", feedback("r-1", Source.JUDGE, 0, CLAUDE));
        known("r-1", GPT, 1);
        // When
        LabelledPrompt row = rows.rows().getFirst();
        // Then
        assertThat(row.scores())
                .containsEntry(GPT.model().value(), 0.75)
                .containsEntry(CLAUDE.model().value(), 0.0);
    }

    @Test
    void shouldHaveTheShadowsScoreWhenItsAnswerWasJudged() {
        // Given
        rows.start("r-1~trial", feedback("r-1~trial", Source.USER, 0.25, null));
        rows.start("r-2~trial", feedback("r-2~trial", Source.USER, 0.25, null));
        rows.add("r-1", LearnerFixture.decision("r-1", 1, GPT, 1).shadowed(LearnerFixture.shadow("trial", CLAUDE)));
        rows.add("r-1", LearnerFixture.attempt("r-1", 1, GPT, null, Prompts.START));
        rows.add("r-1", Prompts.prompt("r-1"));
        known("r-2", GPT, 1);
        // When
        List<LabelledPrompt> found = rows.rows();
        // Then: r-2 had no shadow
        assertThat(found).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("r-1");
            assertThat(row.scores())
                    .containsExactly(java.util.Map.entry(CLAUDE.model().value(), 0.25));
        });
    }

    @Test
    void shouldMakeARowWhenAnAnswerWasFilteredOut() {
        // Given
        var filtered = LearnerFixture.attempt("r-1", 1, GPT, FailureKind.CONTENT_FILTERED, Prompts.START);
        rows.start("r-1", filtered);
        rows.add("r-1", LearnerFixture.decision("r-1", 1, GPT, 1));
        rows.add("r-1", Prompts.prompt("r-1"));
        // When
        LabelledPrompt row = rows.rows().getFirst();
        // Then
        assertThat(row.scores()).containsEntry(GPT.model().value(), 0.0);
        assertThat(row.weight()).isEqualTo(0.25);
    }

    @Test
    void shouldKeepNothingWhenNobodyJudged() {
        // Given
        rows.start("r-1", LearnerFixture.attempt("r-1", 1, GPT, FailureKind.TIMEOUT, Prompts.START));
        known("r-1", GPT, 1);
        // Then
        assertThat(rows.rows()).isEmpty();
    }

    @Test
    void shouldKeepNothingWhenThePromptIsGone() {
        // Given
        rows.start("r-1", feedback("r-1", Source.USER, 1, null));
        rows.add("r-1", LearnerFixture.decision("r-1", 1, GPT, 1));
        // Then
        assertThat(rows.rows()).isEmpty();
    }

    private void known(String id, Target target, double propensity) {
        rows.add(id, LearnerFixture.attempt(id, 1, target, null, Prompts.START));
        rows.add(id, LearnerFixture.decision(id, 1, target, propensity));
        rows.add(id, Prompts.prompt(id));
    }

    private static Feedback feedback(String id, Source source, double score, @Nullable Target target) {
        return new Feedback(new RequestId(id), Prompts.START, source, score, null, null, target, null, "{}");
    }
}
