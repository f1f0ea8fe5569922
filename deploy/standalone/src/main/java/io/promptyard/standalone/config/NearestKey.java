package io.promptyard.standalone.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a misspelt one is nearest to; empty when none is known. */
public final class NearestKey {
    private NearestKey() {}

    public static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(each -> distance(word, each))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** To follow a rule that a word breaks; empty where nothing is known that it could be meant for. */
    static String words(String word, Collection<String> known) {
        return of(word, known).map(near -> ", the nearest known is " + near).orElse("");
    }

    /** Insertions, deletions and replacements from one to the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
