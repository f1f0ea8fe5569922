package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.evaluate.Calibration;
import io.promptyard.router.evaluate.Confusion;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.TrainingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well the classifier that ships tells tasks apart that it was not taught by. Writes its figures to {@code target}. */
class IndependentPromptsTest {
    private static final Path FIGURES = Path.of("target/independent-prompts.txt");

    private static final HeuristicClassifier FIRST = HeuristicClassifier.create(() -> 0);
    private static final LearnedClassifier CLASSIFIER = new LearnedClassifier(
            FIRST, DefaultModel.find().orElseThrow(), TinyModel.priors(List.of("a/one", "b/two"), 0.9, 0.7), () -> 0);

    private static IndependentPrompts prompts;

    @BeforeAll
    static void read() throws IOException {
        prompts = IndependentPrompts.read();
        StringBuilder figures = new StringBuilder("source prompts first label strict ece\n");
        for (String source : List.of("own-check", "own-tune", "mtbench", "arena-hard-v2")) {
            Confusion first = new Confusion();
            Confusion label = new Confusion();
            Confusion strict = new Confusion();
            Calibration calibration = new Calibration();
            for (IndependentPrompts.Prompt prompt : prompts.of(source)) {
                Classification said = CLASSIFIER.classify(request(prompt.text()));
                String task = said.task().label();
                first.add(
                        prompt.label(),
                        FIRST.classify(request(prompt.text())).task().label());
                label.add(prompt.label(), task);
                strict.add(prompt.strict(), task);
                calibration.add(said.taskConfidence(), task.equals(prompt.label()) ? 1 : 0);
            }
            figures.append(String.format(
                    Locale.ROOT,
                    "%s %d %.3f %.3f %.3f %.3f%n",
                    source,
                    label.count(),
                    first.accuracy(),
                    label.accuracy(),
                    strict.accuracy(),
                    calibration.error()));
        }
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, figures);
    }

    @ParameterizedTest
    @CsvSource({"own-check, 0.85", "mtbench, 0.67", "arena-hard-v2, 0.73"})
    void shouldTellTasksApartWhenNothingLikeThePromptWasLearnt(String source, double floor) {
        // Given
        List<IndependentPrompts.Prompt> asked = prompts.of(source);
        // When
        long right = asked.stream()
                .filter(prompt -> CLASSIFIER
                        .classify(request(prompt.text()))
                        .task()
                        .label()
                        .equals(prompt.label()))
                .count();
        // Then
        assertThat(right / (double) asked.size()).isGreaterThan(floor);
    }

    @Test
    void shouldNameEveryLikelyTaskAmongTheFeatures() {
        for (IndependentPrompts.Prompt prompt : prompts.of("own-check")) {
            // When
            Classification said = CLASSIFIER.classify(request(prompt.text()));
            // Then
            double sum = said.features().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("task."))
                    .mapToDouble(entry -> entry.getValue())
                    .sum();
            assertThat(sum).isBetween(0.0, 1.001);
            if (said.taskConfidence() >= FeatureEntries.LEAST) {
                assertThat(said.features()).containsKey("task." + said.task().label());
            }
        }
    }

    @Test
    void shouldLearnFromNoneOfThem() throws IOException {
        // Given
        Set<String> learnt = new HashSet<>();
        for (String file : List.of("task.train.jsonl.gz", "tasks.templates", "people.templates")) {
            new TrainingFiles()
                    .read(Path.of("data/classify", file), Set.of()).stream()
                            .map(LabelledPrompt::text)
                            .map(IndependentPromptsTest::plain)
                            .forEach(learnt::add);
        }
        // When
        List<String> asked =
                prompts.prompts().stream().map(prompt -> plain(prompt.text())).toList();
        // Then
        assertThat(learnt).isNotEmpty().doesNotContainAnyElementsOf(asked);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static PromptRequest request(String text) {
        return PromptRequest.of(new RequestId("test"), Instant.EPOCH, PromptBody.ofUser(text));
    }
}
