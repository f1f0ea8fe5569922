package io.promptyard.router.learn;

import java.util.List;

/**
 * Parts of the rows for cross-validation. Rows that ask the same are in the same part, whatever benchmark they came in, else
 * what is called unseen would have been seen.
 */
final class Folds {
    private final int count;
    private final int[] parts;

    private Folds(int count, int[] parts) {
        this.count = count;
        this.parts = parts;
    }

    /** By the letters and digits that a prompt begins with. */
    static Folds of(List<LabelledPrompt> rows, int count) {
        int[] parts = new int[rows.size()];
        for (int row = 0; row < parts.length; row++) {
            parts[row] = Math.floorMod(Question.hash(rows.get(row).text()), count);
        }
        return new Folds(count, parts);
    }

    int count() {
        return count;
    }

    int of(int row) {
        return parts[row];
    }
}
