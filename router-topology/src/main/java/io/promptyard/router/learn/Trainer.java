package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.ModelAssembly;
import io.promptyard.router.classify.learned.Prior;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import java.util.List;

/**
 * Learns a model from nothing: tasks and domains, how hard a prompt looks, and how well each model answers.
 * docs/reference/learning.md says what was tried and what it brought.
 */
final class Trainer {
    private static final int LEAST_PROMPTS = 2;
    private static final int FEW_ROWS = 200;
    private static final int MOST_FEATURES = 220_000;
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
        for (LabelLearner.Learnt labels : new LabelBlocks(rows, leading, folds).learn()) {
            assembly.add(labels.block(), unscaled(labels.columns()));
        }
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
}
