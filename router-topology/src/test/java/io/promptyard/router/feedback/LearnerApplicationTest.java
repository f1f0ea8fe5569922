package io.promptyard.router.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.TinyModel;
import io.promptyard.router.fixture.Prompts;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What recent prompts are held against, as another model comes into use. */
class LearnerApplicationTest {
    private static final LearntFrom SHIPPED = new LearntFrom(200, 40, null, null, Map.of("share.task.math", 1.0));

    private final ModelShelf shelf = new ModelShelf();
    private final LearnedClassifier builtIn = builtIn(TinyModel.model().learntFrom(SHIPPED));
    private final ModelHolder holder = new ModelHolder(builtIn);

    @Test
    void shouldHoldPromptsAgainstWhatShipsUntilSomethingIsLearnt() {
        assertThat(LearnerApplication.learntFrom(shelf, holder, builtIn)).contains(SHIPPED);
    }

    @Test
    void shouldHoldPromptsAgainstTheLogWhenSomethingWasLearntFromIt() {
        // Given
        Map<String, Double> figures = Map.of(
                "share.task.chat", 1.0, "asked.from", 5.0, "asked.to", 7.0, "labels.until", 9.0, "brier.after", 0.2);
        shelf.put(
                "v1",
                new LearnedModel(
                        "v1",
                        LearnedModel.BUILT_IN,
                        Prompts.START,
                        60,
                        figures,
                        "correction-1",
                        "0",
                        null,
                        false,
                        null),
                0);
        // When
        holder.use("v1", Prompts.START, builtIn);
        // Then
        assertThat(LearnerApplication.learntFrom(shelf, holder, builtIn))
                .contains(new LearntFrom(
                        60, 60, Instant.ofEpochMilli(5), Instant.ofEpochMilli(7), Map.of("share.task.chat", 1.0)));
    }

    @Test
    void shouldHoldPromptsAgainstNothingWhenTheVersionInUseIsNotThereAnyMore() {
        // When
        holder.use("v1", Prompts.START, builtIn);
        // Then
        assertThat(LearnerApplication.learntFrom(shelf, holder, builtIn)).isEmpty();
    }

    private static LearnedClassifier builtIn(RoutingModel model) {
        return new LearnedClassifier(HeuristicClassifier.create(() -> 0), model, Priors.NONE, () -> 0);
    }
}
