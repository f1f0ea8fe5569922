package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Block.Kind;
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

/** Learns what prompts ask for and what they are about, of the rows that say so: a block for tasks, one for domains. */
final class LabelBlocks {
    private final List<LabelledPrompt> rows;
    private final TrainingMatrix matrix;
    private final Folds folds;

    /** @param matrix {@code rows} by the features that tell labels apart */
    LabelBlocks(List<LabelledPrompt> rows, TrainingMatrix matrix, Folds folds) {
        this.rows = rows;
        this.matrix = matrix;
        this.folds = folds;
    }

    /** Nothing of a kind of label of which there are not two to tell apart. */
    List<LabelLearner.Learnt> learn() {
        List<LabelLearner.Learnt> learnt = new ArrayList<>();
        label(Kind.TASK, "task", row -> row.task() == null ? null : row.task().label(), learnt);
        label(Kind.DOMAIN, "domain", LabelledPrompt::domain, learnt);
        return learnt;
    }

    /** One against the rest. */
    private void label(
            Kind kind, String name, Function<LabelledPrompt, @Nullable String> labels, List<LabelLearner.Learnt> to) {
        SortedMap<String, HeadRows> heads = labelled(labels);
        if (heads.size() >= 2) {
            to.add(new LabelLearner(matrix, folds).learn(kind, name, heads));
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
