package io.promptyard.router.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.PromptMix;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Scorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeLearnerTest {
    private static final String STRONG = "strong";
    private static final String WEAK = "weak";
    private static final String[] EASY = {"apple", "bread", "chair", "door", "egg", "fish", "glass", "hat"};
    private static final String[] HARD = {"tensor", "lemma", "kernel", "functor", "sheaf", "torsion", "spinor", "ideal"
    };

    private final RoutingModel model = new RidgeLearner().learn(rows(2600));

    /** Both answer easy words; hard ones the strong model alone. In one of two benchmarks nobody answers a thing. */
    private static List<LabelledPrompt> rows(int count) {
        Random random = new Random(5);
        List<LabelledPrompt> rows = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            boolean hard = at % 2 == 0;
            boolean hopeless = at % 4 == 3;
            String[] words = hard ? HARD : EASY;
            StringBuilder text = new StringBuilder(hopeless ? "Guess what I think of" : "Explain to me");
            for (int word = 0; word < 4; word++) {
                text.append(' ').append(words[random.nextInt(words.length)]).append(random.nextInt(9));
            }
            double strong = hopeless ? 0 : random.nextDouble() < 0.9 ? 1 : 0;
            double weak = hopeless || hard ? 0 : random.nextDouble() < 0.9 ? 1 : 0;
            rows.add(LabelledPrompt.scored(
                    "row-" + at, text.toString(), hopeless ? "guess" : "explain", Map.of(STRONG, strong, WEAK, weak)));
        }
        return rows;
    }

    @Test
    void shouldTellWhoAnswersWhatWhenWordsTell() {
        assertThat(probability("Explain to me tensor3 lemma5 kernel1 functor2", STRONG))
                .isGreaterThan(0.75);
        assertThat(probability("Explain to me tensor3 lemma5 kernel1 functor2", WEAK))
                .isLessThan(0.25);
        assertThat(probability("Explain to me apple4 bread2 egg7 hat1", WEAK)).isGreaterThan(0.75);
    }

    @Test
    void shouldTellKindsOfPromptsApartWhenNobodyAnswersOneOfThem() {
        assertThat(probability("Guess what I think of apple4 bread2 egg7 hat1", STRONG))
                .isLessThan(0.25);
    }

    @Test
    void shouldNeedTheStrongModelMoreWhenOnlyItAnswers() {
        assertThat(complexity("Explain to me tensor3 lemma5 kernel1 functor2"))
                .isGreaterThan(complexity("Explain to me apple4 bread2 egg7 hat1"));
    }

    @Test
    void shouldFallBackToWhatIsUsualWhenNoWordIsKnown() {
        // Given
        double usual = rows(2600).stream()
                .mapToDouble(row -> row.scores().getOrDefault(STRONG, 0.0))
                .average()
                .orElseThrow();

        // When
        double said = probability("zzz qqq www vvv", STRONG);

        // Then
        assertThat(said).isBetween(usual - 0.2, usual + 0.2);
    }

    @Test
    void shouldGiveTheSameBytesWhenTheRowsAreTheSame() {
        assertThat(new RidgeLearner().learn(rows(300)).write())
                .isEqualTo(new RidgeLearner().learn(rows(300)).write());
    }

    @Test
    void shouldSayWhatItsPromptsAreLikeWhenTheyAreOfFiles() {
        // When
        LearntFrom from = new RidgeLearner().learnTold(rows(600)).learntFrom().orElseThrow();

        // Then
        assertThat(from.prompts()).isEqualTo(600).isEqualTo(from.described());
        assertThat(from.ofLog()).isFalse();
        assertThat(sum(from, PromptMix.TASK)).isCloseTo(1, within(1e-9));
        assertThat(sum(from, PromptMix.COMPLEXITY)).isCloseTo(1, within(1e-9));
        assertThat(sum(from, PromptMix.FAMILIARITY)).isCloseTo(1, within(1e-9));
        assertThat(from.shares()).hasSizeGreaterThan(4);
    }

    @Test
    void shouldSayOnlyWhatPromptsOfTheLogAreLikeWhenThereAreSome() {
        // Given
        List<LabelledPrompt> rows = new ArrayList<>(rows(300));
        Instant first = Instant.parse("2026-05-01T00:00:00Z");
        for (int at = 0; at < 60; at++) {
            rows.add(new LabelledPrompt(
                    "log-" + at,
                    "Translate into French: the weather is lovely on day " + at,
                    null,
                    null,
                    "log",
                    "",
                    Map.of(STRONG, 1.0),
                    1,
                    first.plusSeconds(at)));
        }

        // When
        LearntFrom from = new RidgeLearner().learnTold(rows).learntFrom().orElseThrow();

        // Then
        assertThat(from.prompts()).isEqualTo(60);
        assertThat(from.from()).isEqualTo(first);
        assertThat(from.to()).isEqualTo(first.plusSeconds(59));
        assertThat(from.shares()).containsEntry("share.task.translation", 1.0);
    }

    private static double sum(LearntFrom from, String prefix) {
        return from.shares().entrySet().stream()
                .filter(share -> share.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    void shouldSaySoWhenNoRowHasALabel() {
        assertThatThrownBy(
                        () -> new RidgeLearner().learn(List.of(LabelledPrompt.scored("a", "text", "bench", Map.of()))))
                .isInstanceOf(NothingToLearnException.class)
                .hasMessageContaining("got 1 rows");
    }

    @Test
    void shouldLearnWhenThereIsOneRowOnly() {
        // When
        RoutingModel tiny = new RidgeLearner()
                .learn(List.of(LabelledPrompt.scored("a", "hello world", "bench", Map.of(STRONG, 1.0, WEAK, 0.0))));

        // Then
        assertThat(tiny.heads()).containsExactly(STRONG, WEAK);
    }

    private double probability(String prompt, String head) {
        return scored(prompt).probability(head, 0.5);
    }

    private double complexity(String prompt) {
        return scored(prompt).complexity();
    }

    private Scorer scored(String prompt) {
        PromptFeatures features = new PromptFeatures();
        features.read(prompt);
        Scorer scorer = new Scorer(model);
        scorer.score(features);
        return scorer;
    }
}
