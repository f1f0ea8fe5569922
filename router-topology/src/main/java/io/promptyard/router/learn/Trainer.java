package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Block.Kind;
import io.promptyard.router.classify.learned.ModelAssembly;
import io.promptyard.router.classify.learned.Prior;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from nothing: tasks and domains, how hard a prompt looks, and how well each model answers.
 * docs/reference/learning.md says what was tried and what it brought.
 */
final class Trainer {
    private static final int LEAST_PROMPTS = 2;
    private static final int FEW_ROWS = 200;
    private static final int MOST_FEATURES = 160_000;
    private static final int FOLDS = 5;

    private final List<LabelledPrompt> rows;
    private final PromptFeatures reader = new PromptFeatures();
    private final Folds folds;
    private final TrainingMatrix matrix;
    private final TrainingMatrix leading;
    private final Prior prior;
    private final ModelAssembly assembly;

    private Trainer(List<LabelledPrompt> rows) {
        this.rows = rows;
        FeatureTable.Selected selected = FeatureTable.select(rows, reader, rows.size() < FEW_ROWS ? 1 : LEAST_PROMPTS);
        ShapeScale shape = ShapeScale.of(rows, reader);
        folds = Folds.of(rows, FOLDS);
        matrix = new TrainingMatrix(rows, selected, shape, reader, false);
        leading = new TrainingMatrix(rows, selected, shape, reader, true);
        prior = PriorLearner.learn(rows, matrix, shape);
        assembly = new ModelAssembly(
                selected.hashes(), selected.importance(), selected.unknown(), shape.means(), shape.deviations(), prior);
    }

    static RoutingModel train(List<LabelledPrompt> rows) {
        return new Trainer(rows).train();
    }

    private RoutingModel train() {
        label(Kind.TASK, "task", row -> row.task() == null ? null : row.task().label());
        label(Kind.DOMAIN, "domain", LabelledPrompt::domain);
        QualityLearner learner = new QualityLearner(rows, matrix, folds, prior);
        for (BlockRows block : Groups.of(rows)) {
            QualityLearner.Learnt learnt = learner.learn(block);
            learnt.origins().ifPresent(origins -> assembly.add(origins.block(), unscaled(origins.columns())));
            assembly.add(learnt.block(), unscaled(learnt.columns()), learnt.had());
        }
        return assembly.build(MOST_FEATURES);
    }

    private List<float[]> unscaled(List<float[]> columns) {
        return columns.stream().map(matrix::unscaled).toList();
    }

    /** Learns labels one against the rest. */
    private void label(Kind kind, String name, Function<LabelledPrompt, @Nullable String> labels) {
        SortedMap<String, HeadRows> heads = labelled(labels);
        if (heads.size() >= 2) {
            LabelLearner.Learnt learnt = new LabelLearner(leading, folds).learn(kind, name, heads);
            assembly.add(learnt.block(), unscaled(learnt.columns()));
        }
    }

    private SortedMap<String, HeadRows> labelled(Function<LabelledPrompt, @Nullable String> labels) {
        List<Integer> which = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        SortedSet<String> names = new TreeSet<>();
        for (int row = 0; row < rows.size(); row++) {
            String label = labels.apply(rows.get(row));
            if (label != null) {
                which.add(row);
                names.add(label);
                counts.merge(origin(row, label), 1, Integer::sum);
            }
        }
        SortedMap<String, HeadRows> heads = new TreeMap<>();
        for (String head : names) {
            HeadRows.Builder builder = new HeadRows.Builder();
            for (int row : which) {
                String label = String.valueOf(labels.apply(rows.get(row)));
                // Rare labels and sources would be drowned by frequent ones, and the frame of a benchmark be taken for
                // the task: the root of the count is between their number and none.
                double balance =
                        Math.sqrt((double) which.size() / counts.size() / counts.getOrDefault(origin(row, label), 1));
                builder.add(
                        row, head.equals(label) ? 1 : 0, balance * rows.get(row).weight());
            }
            heads.put(head, builder.build());
        }
        return heads;
    }

    private String origin(int row, String label) {
        return label + '\n' + rows.get(row).bench();
    }
}
