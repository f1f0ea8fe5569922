package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.Correction.Head;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns what must be added to what ships from residuals, as one ridge regression over all models: an answer's residual is
 * what its model and its model's family are off by, in general, at its task, and by the words of its prompt. The penalties
 * ({@link Share}) say how much each may explain, so that no label changes nothing, a few dozen move a model at their task,
 * relatives of it a little, and many tell prompts apart. Minimised is {@code Σ weight · (value − said)² + Σ w² / share}.
 * The same rows and start give the same correction. Stateless.
 */
public final class CorrectionLearner {
    private static final int LEAST_ROWS = 3;
    private static final int MOST_WORDS = 16_384;
    private static final int LARGEST_CELL = 127;
    /** What a feature that no label has counts in a prompt's length: a little more than one that all have. */
    private static final float UNKNOWN = 2;

    /** @param from where to start: an earlier correction is soon a later one's; null to start from nothing */
    public Correction learn(String base, List<Residual> rows, @Nullable Correction from) {
        SortedSet<String> models = new TreeSet<>();
        SortedSet<String> families = new TreeSet<>();
        rows.forEach(row -> {
            models.add(row.model().toString());
            families.add(Correction.family(row.model()));
        });
        PromptFeatures reader = new PromptFeatures();
        FeatureTable.Selected found = words(rows, reader);
        FeatureTable.Selected words = new FeatureTable.Selected(found.hashes(), found.importance(), UNKNOWN);
        Vocabulary vocabulary = Vocabulary.of(words.hashes());
        CorrectionProblem problem =
                new CorrectionProblem(rows, List.copyOf(models), List.copyOf(families), words, vocabulary, reader);
        double[] solution = problem.solve(from == null ? problem.nothing() : problem.start(from));
        return correction(base, problem, solution, words, vocabulary);
    }

    /** The features that stand in at least three rows; the commonest where there are too many. */
    private static FeatureTable.Selected words(List<Residual> rows, PromptFeatures reader) {
        List<LabelledPrompt> prompts = rows.stream()
                .map(row -> LabelledPrompt.scored("", row.text(), "", Map.of()))
                .toList();
        FeatureTable.Selected all = FeatureTable.select(prompts, reader, LEAST_ROWS, PromptFeatures.LABELS);
        if (all.hashes().length <= MOST_WORDS) {
            return all;
        }
        int[] kept = IntStream.range(0, all.hashes().length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer at) -> all.importance()[at]))
                .limit(MOST_WORDS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        long[] hashes = new long[kept.length];
        float[] importance = new float[kept.length];
        for (int at = 0; at < kept.length; at++) {
            hashes[at] = all.hashes()[kept[at]];
            importance[at] = all.importance()[kept[at]];
        }
        return new FeatureTable.Selected(hashes, importance, all.unknown());
    }

    private static Correction correction(
            String base,
            CorrectionProblem problem,
            double[] solution,
            FeatureTable.Selected words,
            Vocabulary vocabulary) {
        List<Head> models = new ArrayList<>();
        for (int model = 0; model < problem.models().size(); model++) {
            models.add(problem.model(solution, model));
        }
        List<Head> families = new ArrayList<>();
        for (int family = 0; family < problem.families().size(); family++) {
            families.add(problem.family(solution, family));
        }
        int size = vocabulary.size();
        float[] scales = new float[size];
        byte[] cells = new byte[size * models.size()];
        for (int word = 0; word < size; word++) {
            double largest = 0;
            for (int model = 0; model < models.size(); model++) {
                largest = Math.max(largest, Math.abs(problem.word(solution, model, word)));
            }
            scales[word] = (float) (largest / LARGEST_CELL);
            for (int model = 0; model < models.size() && scales[word] > 0; model++) {
                long cell = Math.round(problem.word(solution, model, word) / scales[word]);
                cells[word * models.size() + model] = (byte) Math.max(-LARGEST_CELL, Math.min(LARGEST_CELL, cell));
            }
        }
        return new Correction(base, models, families, vocabulary, words.importance(), words.unknown(), scales, cells);
    }
}
