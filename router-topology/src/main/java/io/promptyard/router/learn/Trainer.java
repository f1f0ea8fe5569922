package io.promptyard.router.learn;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Block;
import io.promptyard.router.classify.learned.Block.Kind;
import io.promptyard.router.classify.learned.Dense;
import io.promptyard.router.classify.learned.Domains;
import io.promptyard.router.classify.learned.ModelAssembly;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Vocabulary;
import io.promptyard.router.learn.BlockLearner.Learnt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from nothing: first tasks and domains, then, with what these say of each prompt beside its words, how
 * well each model answers. docs/reference/learning.md says what was tried and what it brought.
 */
final class Trainer {
    private static final int LEAST_PROMPTS = 2;
    private static final int FEW_ROWS = 200;
    private static final double QUALITY_LAMBDA = 7;
    private static final double LABEL_LAMBDA = 0.5;
    private static final int STEPS = 25;
    private static final int MOST_FEATURES = 160_000;
    private static final float SHAPE_SCALE = 0.04f;
    private static final float TASK_SCALE = 0.3f;
    private static final float DOMAIN_SCALE = 0.3f;

    private final List<LabelledPrompt> rows;
    private final PromptFeatures reader = new PromptFeatures();
    private final FeatureTable.Selected selected;
    private final ShapeScale shape;
    private final TrainingMatrix matrix;
    private final ModelAssembly assembly;

    private Trainer(List<LabelledPrompt> rows) {
        this.rows = rows;
        selected = FeatureTable.select(rows, reader, rows.size() < FEW_ROWS ? 1 : LEAST_PROMPTS);
        shape = ShapeScale.of(rows, reader);
        Vocabulary vocabulary = Vocabulary.of(selected.hashes());
        matrix = new TrainingMatrix(
                rows, vocabulary, selected.importance(), selected.unknown(), shape, scales(), reader);
        assembly = new ModelAssembly(
                selected.hashes(), selected.importance(), selected.unknown(), shape.means(), shape.deviations());
    }

    static RoutingModel train(List<LabelledPrompt> rows) {
        return new Trainer(rows).train();
    }

    static float[] scales() {
        float[] scales = new float[Dense.SIZE];
        Arrays.fill(scales, SHAPE_SCALE);
        Arrays.fill(scales, Dense.TASKS, Dense.SUBJECTS, TASK_SCALE);
        Arrays.fill(scales, Dense.SUBJECTS, Dense.SIZE, DOMAIN_SCALE);
        return scales;
    }

    private RoutingModel train() {
        label(Kind.TASK, "task", row -> row.task() == null ? null : row.task().label(), task -> Dense.TASKS
                + Task.ofLabel(task).orElseThrow().ordinal());
        label(Kind.DOMAIN, "domain", LabelledPrompt::domain, domain -> Dense.SUBJECTS + Domains.LABELS.indexOf(domain));
        SortedMap<String, SortedMap<String, HeadRows>> groups = Groups.of(rows);
        BlockLearner learner = new BlockLearner(matrix, QUALITY_LAMBDA, STEPS);
        HeadRows need = Need.of(rows);
        if (need.size() > 0) {
            add(learner.learn(Kind.NEED, "need", new TreeMap<>(java.util.Map.of("need", need)), 0));
        }
        groups.forEach((name, heads) -> add(learner.learn(Kind.QUALITY, name, heads, 0)));
        return assembly.build(MOST_FEATURES);
    }

    private void add(Learnt learnt) {
        assembly.add(
                learnt.block(), learnt.columns().stream().map(matrix::unscaled).toList());
    }

    /** Learns labels one against the rest, and tells the matrix what they are likely to be. */
    private void label(
            Kind kind, String name, Function<LabelledPrompt, @Nullable String> labels, Function<String, Integer> number) {
        SortedMap<String, HeadRows> heads = labelled(labels);
        if (heads.size() < 2) {
            return;
        }
        BlockLearner learner = new BlockLearner(matrix, LABEL_LAMBDA, STEPS);
        Learnt plain = learner.learn(kind, name, heads, 0);
        Temperature temperature = Temperature.find(learner, heads);
        Block block = plain.block();
        add(new Learnt(
                new Block(kind, name, block.heads(), block.intercepts(), (float) temperature.value(), block.rows()),
                plain.columns()));
        double[][] said = learner.apply(plain, IntStream.range(0, rows.size()).toArray());
        for (int row = 0; row < rows.size(); row++) {
            double[] shares = temperature.shares(said, row);
            for (int head = 0; head < shares.length; head++) {
                matrix.set(row, number.apply(block.heads().get(head)), shares[head]);
            }
        }
    }

    private SortedMap<String, HeadRows> labelled(Function<LabelledPrompt, @Nullable String> labels) {
        List<Integer> which = new ArrayList<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            String label = labels.apply(rows.get(row));
            if (label != null) {
                which.add(row);
                counts.merge(label, 1, Integer::sum);
            }
        }
        SortedMap<String, HeadRows> heads = new TreeMap<>();
        for (String head : counts.keySet()) {
            HeadRows.Builder builder = new HeadRows.Builder();
            for (int row : which) {
                String label = labels.apply(rows.get(row));
                // Rare labels would be drowned by frequent ones: the root of the count is between their number and none.
                double balance = Math.sqrt((double) which.size() / counts.size() / counts.get(label));
                builder.add(row, head.equals(label) ? 1 : 0, balance * rows.get(row).weight());
            }
            heads.put(head, builder.build());
        }
        return heads;
    }
}
