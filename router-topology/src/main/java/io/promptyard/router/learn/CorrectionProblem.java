package io.promptyard.router.learn;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.Correction.Head;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.Vocabulary;
import java.util.List;

/**
 * The regression of a {@link CorrectionLearner}, by conjugate gradients on its normal equations (Hestenes and Stiefel,
 * 1952), which needs products with the rows only. The unknowns: for each model one for itself, its slope, one a task, one a word;
 * then for each family one for itself, its slope, and one a task. Each is counted in roots of its {@link Share}. Not thread-safe.
 */
final class CorrectionProblem {
    private static final int TASKS = Task.values().length;
    private static final int SLOPE = 1;
    private static final int FIRST_TASK = 2;
    private static final int FIRST_WORD = FIRST_TASK + TASKS;
    private static final double CLOSE_ENOUGH = 1e-12;
    private static final int STEPS = 100;

    private static final Parts OF_MODEL = new Parts(Share.MODEL, Share.MODEL_SLOPE, Share.MODEL_TASK);
    private static final Parts OF_FAMILY = new Parts(Share.FAMILY, Share.FAMILY_SLOPE, Share.FAMILY_TASK);

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
    private final double[] above;
    private final double[] values;
    private final double[] weights;

    /** What a head's unknowns are counted in. */
    private record Parts(Share always, Share slope, Share task) {}

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
        modelSize = FIRST_WORD + vocabulary.size();
        familyStart = models.size() * modelSize;
        size = familyStart + families.size() * FIRST_WORD;
        model = new int[rows.size()];
        family = new int[rows.size()];
        task = new int[rows.size()];
        above = new double[rows.size()];
        values = new double[rows.size()];
        weights = new double[rows.size()];
        for (int at = 0; at < rows.size(); at++) {
            Residual row = rows.get(at);
            model[at] = models.indexOf(row.model().toString()) * modelSize;
            family[at] = familyStart + families.indexOf(Correction.family(row.model())) * FIRST_WORD;
            task[at] = row.task().ordinal();
            above[at] = row.expected() - Correction.MIDDLE;
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
            if (reader.group(at) >= PromptFeatures.LABELS) {
                continue;
            }
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
                head(from.models().get(at), start, place, OF_MODEL);
                for (int word = 0; word < from.words().size(); word++) {
                    int row = vocabulary.row(from.words().hash(word));
                    if (row != Vocabulary.UNKNOWN) {
                        double weight = from.scales()[word]
                                * (double) from.cells()[word * from.models().size() + at];
                        start[place + FIRST_WORD + row] = weight / Share.WORDS.root();
                    }
                }
            }
        }
        for (Head each : from.families()) {
            int known = families.indexOf(each.name());
            if (known >= 0) {
                head(each, start, familyStart + known * FIRST_WORD, OF_FAMILY);
            }
        }
        return start;
    }

    private static void head(Head head, double[] to, int place, Parts parts) {
        to[place] = head.always() / parts.always().root();
        to[place + SLOPE] = head.slope() / parts.slope().root();
        for (int each = 0; each < TASKS; each++) {
            to[place + FIRST_TASK + each] = head.byTask()[each] / parts.task().root();
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
                + Share.MODEL_SLOPE.root() * above[at] * vector[model[at] + SLOPE]
                + Share.MODEL_TASK.root() * vector[model[at] + FIRST_TASK + task[at]]
                + Share.FAMILY.root() * vector[family[at]]
                + Share.FAMILY_SLOPE.root() * above[at] * vector[family[at] + SLOPE]
                + Share.FAMILY_TASK.root() * vector[family[at] + FIRST_TASK + task[at]]
                + words.times(at, vector, model[at] + FIRST_WORD);
    }

    private void addTransposed(double[] factors, double[] out) {
        for (int at = 0; at < factors.length; at++) {
            out[model[at]] += factors[at] * Share.MODEL.root();
            out[model[at] + SLOPE] += factors[at] * Share.MODEL_SLOPE.root() * above[at];
            out[model[at] + FIRST_TASK + task[at]] += factors[at] * Share.MODEL_TASK.root();
            out[family[at]] += factors[at] * Share.FAMILY.root();
            out[family[at] + SLOPE] += factors[at] * Share.FAMILY_SLOPE.root() * above[at];
            out[family[at] + FIRST_TASK + task[at]] += factors[at] * Share.FAMILY_TASK.root();
            words.addTransposed(at, factors[at], out, model[at] + FIRST_WORD);
        }
    }

    Head model(double[] solution, int which) {
        return head(solution, which * modelSize, models.get(which), OF_MODEL);
    }

    Head family(double[] solution, int which) {
        return head(solution, familyStart + which * FIRST_WORD, families.get(which), OF_FAMILY);
    }

    private static Head head(double[] solution, int place, String name, Parts parts) {
        float[] tasks = new float[TASKS];
        for (int each = 0; each < TASKS; each++) {
            tasks[each] = (float) (parts.task().root() * solution[place + FIRST_TASK + each]);
        }
        return new Head(
                name,
                (float) (parts.always().root() * solution[place]),
                (float) (parts.slope().root() * solution[place + SLOPE]),
                tasks);
    }

    double word(double[] solution, int which, int word) {
        return Share.WORDS.root() * solution[which * modelSize + FIRST_WORD + word];
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
