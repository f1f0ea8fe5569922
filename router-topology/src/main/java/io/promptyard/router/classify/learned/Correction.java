package io.promptyard.router.classify.learned;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What an operator's own labels add to what ships: for each model, and for each family of models, by how much answers are
 * better or worse than was expected; in general, by task, by what was expected, and, for models, by the words of the prompt. Differences of
 * probabilities. Small, for it is published as one record. Immutable by convention: whoever makes one gives its arrays away.
 *
 * @param base the version of what it corrects: it says nothing of another
 * @param models as {@code provider/model}, in natural order
 * @param families in natural order, see {@link #family}
 * @param words the features that it knows
 * @param importance of each of them
 * @param unknown the importance of any other
 * @param scales what one unit of a feature's cells is worth
 * @param cells {@code feature * models + model}
 */
public record Correction(
        String base,
        List<Head> models,
        List<Head> families,
        Vocabulary words,
        float[] importance,
        float unknown,
        float[] scales,
        byte[] cells) {
    public Correction {
        Objects.requireNonNull(base, "base");
        models = List.copyOf(models);
        families = List.copyOf(families);
        Objects.requireNonNull(words, "words");
        if (importance.length != words.size()
                || scales.length != words.size()
                || cells.length != words.size() * models.size()) {
            throw new IllegalArgumentException("correction: every word must have an importance, a scale and its cells");
        }
    }

    /** Where what was expected is neither much nor little: it is this much above or below that a slope is of. */
    public static final double MIDDLE = 0.7;

    /**
     * One model, or one family: what is to be added whatever is asked, and at each task beside that; and for each unit that
     * was expected above {@link #MIDDLE}: below 0 where what ships tells prompts apart that are not, down to -1.
     */
    public record Head(String name, float always, float slope, float[] byTask) {
        public Head {
            Objects.requireNonNull(name, "name");
            if (byTask.length != Task.values().length) {
                throw new IllegalArgumentException("correction: " + name + " must have a value for each task");
            }
        }
    }

    /** Reads what {@link #write} wrote. Throws {@link UnreadableModelException} for anything else. */
    public static Correction read(byte[] bytes) {
        return CorrectionFile.read(bytes);
    }

    /** The same correction gives the same bytes. */
    public byte[] write() {
        return CorrectionFile.write(this);
    }

    /**
     * Models of a family are likely to be good at the same: those whose names, without provider, begin with the same
     * letters, whoever serves them. {@code openai/gpt-4o-mini} is of {@code gpt}.
     */
    public static String family(Target target) {
        String name = target.model().value();
        String plain = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < plain.length() && Character.isLetter(plain.charAt(end))) {
            end++;
        }
        return end == 0 ? plain : plain.substring(0, end);
    }
}
