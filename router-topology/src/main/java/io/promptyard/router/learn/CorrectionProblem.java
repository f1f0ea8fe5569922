package io.promptyard.router.learn;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.Correction.Head;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.Vocabulary;
import java.util.List;

/**
 * The regression of a {@link CorrectionLearner}, by conjugate gradients on its normal equations (Hestenes and Stiefel,
 * 1952), which needs products with the rows only. The unknowns: for each model one for itself, one a task, one a word; then for
 * each family one for itself and one a task. Each is counted in roots of its {@link Share}. Not thread-safe.
 */
final class CorrectionProblem {
    private static final int TASKS = Task.values().length;
    private static final double CLOSE_ENOUGH = 1e-12;
    private static final int STEPS = 100;

    private final List<String> models;
    private final List<String> families;
    private final Vocabulary vocabulary;
    private final int modelSize;
    private final int familyStart;
    private final int size;
    private final SparseRows words = new SparseRows(0);
    private final int[] model;
    private final int[] family;
    private final int[] task;
    private final double[] values;
    private final double[] weights;

    CorrectionProblem(
            List<Residual> rows,
            List<String> models,
            List<String> families,
            FeatureTable.Selected selected,
            Vocabulary vocabulary,
            PromptFeatures reader) {
        this.models = models;
        this.families = families;
        this.vocabulary = vocabulary;
        modelSize = 1 + TASKS + vocabulary.size();
        familyStart = models.size() * modelSize;
        size = familyStart + families.size() * (1 + TASKS);
        model = new int[rows.size()];
        family = new int[rows.size()];
        task = new int[rows.size()];
        values = new double[rows.size()];
        weights = new double[rows.size()];
        for (int at = 0; at < rows.size(); at++) {
            Residual row = rows.get(at);
            model[at] = models.indexOf(row.model().toString()) * modelSize;
            family[at] = familyStart + families.indexOf(Correction.family(row.model())) * (1 + TASKS);
            task[at] = row.task().ordinal();
            values[at] = row.value();
            weights[at] = row.weight();
            reader.read(row.text());
            add(reader, selected);
        }
    }

    private void add(PromptFeatures reader, FeatureTable.Selected selected) {
        int[] found = new int[reader.size()];
        float[] worth = new float[reader.size()];
        int known = 0;
        double length = 0;
        for (int at = 0; at < reader.size(); at++) {
            int word = vocabulary.row(reader.hash(at));
            float importance = word == Vocabulary.UNKNOWN ? selected.unknown() : selected.importance()[word];
            length += (double) importance * importance;
            if (word != Vocabulary.UNKNOWN) {
                found[known] = word;
                worth[known++] = importance;
            }
        }
        float shrink = length == 0 ? 0 : (float) (Share.WORDS.root() / Math.sqrt(length));
        for (int at = 0; at < known; at++) {
            worth[at] *= shrink;
        }
        words.add(found, worth, known, new float[0]);
    }

    List<String> models() {
        return models;
    }

    List<String> families() {
        return families;
    }

    double[] nothing() {
        return new double[size];
    }

    /** What an earlier correction says, as far as it knows the models and words of this one. */
    double[] start(Correction from) {
        double[] start = new double[size];
        for (int at = 0; at < from.models().size(); at++) {
            int known = models.indexOf(from.models().get(at).name());
            if (known >= 0) {
                int place = known * modelSize;
                head(from.models().get(at), start, place, Share.MODEL, Share.MODEL_TASK);
                for (int word = 0; word < from.words().size(); word++) {
                    int row = vocabulary.row(from.words().hash(word));
                    if (row != Vocabulary.UNKNOWN) {
                        double weight = from.scales()[word]
                                * (double) from.cells()[word * from.models().size() + at];
                        start[place + 1 + TASKS + row] = weight / Share.WORDS.root();
                    }
                }
            }
        }
        for (Head each : from.families()) {
            int known = families.indexOf(each.name());
            if (known >= 0) {
                head(each, start, familyStart + known * (1 + TASKS), Share.FAMILY, Share.FAMILY_TASK);
            }
        }
        return start;
    }

    private static void head(Head head, double[] to, int place, Share always, Share byTask) {
        to[place] = head.always() / always.root();
        for (int each = 0; each < TASKS; each++) {
            to[place + 1 + each] = head.byTask()[each] / byTask.root();
        }
    }

    double[] solve(double[] start) {
        double[] solution = start.clone();
        double[] residual = new double[size];
        double[] said = new double[values.length];
        for (int at = 0; at < values.length; at++) {
            said[at] = weights[at] * values[at];
        }
        addTransposed(said, residual);
        double enough = CLOSE_ENOUGH * dot(residual, residual);
        double[] image = new double[size];
        normal(solution, said, image);
        add(residual, -1, image);
        double[] direction = residual.clone();
        double length = dot(residual, residual);
        for (int step = 0; step < STEPS && length > enough; step++) {
            normal(direction, said, image);
            double stride = length / dot(direction, image);
            add(solution, stride, direction);
            add(residual, -stride, image);
            double next = dot(residual, residual);
            for (int at = 0; at < size; at++) {
                direction[at] = residual[at] + next / length * direction[at];
            }
            length = next;
        }
        return solution;
    }

    private void normal(double[] vector, double[] said, double[] out) {
        for (int at = 0; at < said.length; at++) {
            said[at] = weights[at] * said(vector, at);
        }
        System.arraycopy(vector, 0, out, 0, size);
        addTransposed(said, out);
    }

    private double said(double[] vector, int at) {
        return Share.MODEL.root() * vector[model[at]]
                + Share.MODEL_TASK.root() * vector[model[at] + 1 + task[at]]
                + Share.FAMILY.root() * vector[family[at]]
                + Share.FAMILY_TASK.root() * vector[family[at] + 1 + task[at]]
                + words.times(at, vector, model[at] + 1 + TASKS);
    }

    private void addTransposed(double[] factors, double[] out) {
        for (int at = 0; at < factors.length; at++) {
            out[model[at]] += factors[at] * Share.MODEL.root();
            out[model[at] + 1 + task[at]] += factors[at] * Share.MODEL_TASK.root();
            out[family[at]] += factors[at] * Share.FAMILY.root();
            out[family[at] + 1 + task[at]] += factors[at] * Share.FAMILY_TASK.root();
            words.addTransposed(at, factors[at], out, model[at] + 1 + TASKS);
        }
    }

    Head model(double[] solution, int which) {
        return head(solution, which * modelSize, models.get(which), Share.MODEL, Share.MODEL_TASK);
    }

    Head family(double[] solution, int which) {
        return head(solution, familyStart + which * (1 + TASKS), families.get(which), Share.FAMILY, Share.FAMILY_TASK);
    }

    private static Head head(double[] solution, int place, String name, Share always, Share byTask) {
        float[] tasks = new float[TASKS];
        for (int each = 0; each < TASKS; each++) {
            tasks[each] = (float) (byTask.root() * solution[place + 1 + each]);
        }
        return new Head(name, (float) (always.root() * solution[place]), tasks);
    }

    double word(double[] solution, int which, int word) {
        return Share.WORDS.root() * solution[which * modelSize + 1 + TASKS + word];
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int at = 0; at < to.length; at++) {
            to[at] += factor * vector[at];
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int at = 0; at < left.length; at++) {
            sum += left[at] * right[at];
        }
        return sum;
    }
}
