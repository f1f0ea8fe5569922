package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LiveTierTest {
    private static final Correction NOTHING = new Correction(
            "", List.of(), List.of(), Vocabulary.of(new long[0]), new float[0], 1, new float[0], new byte[0]);

    private final List<String> laidOver = new ArrayList<>();
    private final AtomicReference<Correctable> current = new AtomicReference<>(new Named("first"));
    private final LiveTier tier = new LiveTier(current::get);

    @Test
    void shouldBeTheTierOfTheMoment() {
        // When
        String before = tier.version();
        current.set(new Named("second"));
        // Then
        assertThat(before).isEqualTo("first");
        assertThat(tier.version()).isEqualTo("second");
        assertThat(tier.classify(Prompts.prompt("a"))).isEqualTo(Prompts.classification());
    }

    @Test
    void shouldSayWhatTheTierOfTheMomentWasLearntFrom() {
        // Given
        RoutingModel told = TinyModel.model().learntFrom(new LearntFrom(3, 3, null, null, Map.of()));
        // When
        Optional<LearntFrom> unlearnt = tier.learntFrom();
        current.set(new LearnedClassifier(HeuristicClassifier.create(() -> 0), told, Priors.NONE, () -> 0));
        // Then
        assertThat(unlearnt).isEmpty();
        assertThat(tier.learntFrom()).isPresent().isEqualTo(told.learntFrom());
    }

    @Test
    void shouldLayWhatWasLearntOnceOverEachTier() {
        // Given
        PromptClassifier corrected = tier.corrected(NOTHING, "v1");
        corrected.classify(Prompts.prompt("a"));
        // When
        current.set(new Named("second"));
        corrected.classify(Prompts.prompt("b"));
        corrected.classify(Prompts.prompt("c"));
        // Then
        assertThat(laidOver).containsExactly("v1 over first", "v1 over second");
    }

    private final class Named implements Correctable {
        private final String name;

        private Named(String name) {
            this.name = name;
        }

        @Override
        public String version() {
            return name;
        }

        @Override
        public PromptClassifier corrected(Correction correction, String version) {
            laidOver.add(version + " over " + name);
            return new ScriptedClassifier();
        }

        @Override
        public Classification classify(PromptRequest request) {
            return new ScriptedClassifier().classify(request);
        }
    }
}
