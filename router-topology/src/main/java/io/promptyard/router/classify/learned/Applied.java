package io.promptyard.router.classify.learned;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Correction.Head;
import java.util.List;

/** A correction, laid over a list of targets. Immutable; thread-safe. */
final class Applied {
    private static final Vocabulary NO_WORDS = Vocabulary.of(new long[0]);

    /** Changes nothing. */
    static final Applied NONE = new Applied(
            new Correction("", List.of(), List.of(), NO_WORDS, new float[0], 1, new float[0], new byte[0]),
            new int[0],
            new int[0]);

    private final Correction correction;
    /** By target, its place among the models and families; -1 for none. */
    private final int[] own;

    private final int[] families;

    private Applied(Correction correction, int[] own, int[] families) {
        this.correction = correction;
        this.own = own;
        this.families = families;
    }

    static Applied of(Correction correction, List<String> targets) {
        int[] own = new int[targets.size()];
        int[] families = new int[targets.size()];
        for (int at = 0; at < own.length; at++) {
            own[at] = place(correction.models(), targets.get(at));
            families[at] = place(correction.families(), Correction.family(Target.parse(targets.get(at))));
        }
        return new Applied(correction, own, families);
    }

    private static int place(List<Head> heads, String name) {
        for (int at = 0; at < heads.size(); at++) {
            if (heads.get(at).name().equals(name)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether anything is said of the target, by itself or by its family. */
    boolean speaksOf(int target) {
        return target < own.length && (own[target] >= 0 || families[target] >= 0);
    }

    /** Adds what was learnt to {@code scores}, one for each target, and keeps them from 0.01 to 0.99. */
    void add(PromptFeatures prompt, Task task, double[] scores) {
        if (own.length == 0) {
            return;
        }
        float[] words = words(prompt);
        for (int target = 0; target < own.length; target++) {
            double above = scores[target] - Correction.MIDDLE;
            double sum = 0;
            if (own[target] >= 0) {
                sum += of(correction.models().get(own[target]), task, above) + words[own[target]];
            }
            if (families[target] >= 0) {
                sum += of(correction.families().get(families[target]), task, above);
            }
            scores[target] = Odds.bounded(scores[target] + sum);
        }
    }

    private static double of(Head head, Task task, double above) {
        return head.always() + head.slope() * above + head.byTask()[task.ordinal()];
    }

    /** What the words say of each model: by importance, brought to length 1 with those that are not known. */
    private float[] words(PromptFeatures prompt) {
        int models = correction.models().size();
        float[] sums = new float[models];
        double length = 0;
        for (int at = 0; at < prompt.size(); at++) {
            if (prompt.group(at) >= PromptFeatures.LABELS) {
                continue;
            }
            int word = correction.words().row(prompt.hash(at));
            float importance = word == Vocabulary.UNKNOWN
                    ? correction.unknown()
                    : correction.importance()[word];
            length += (double) importance * importance;
            if (word != Vocabulary.UNKNOWN) {
                float scaled = importance * correction.scales()[word];
                for (int model = 0; model < models; model++) {
                    sums[model] += scaled * correction.cells()[word * models + model];
                }
            }
        }
        float shrink = length == 0 ? 0 : (float) (1 / Math.sqrt(length));
        for (int model = 0; model < models; model++) {
            sums[model] *= shrink;
        }
        return sums;
    }
}
