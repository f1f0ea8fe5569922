package io.promptyard.standalone.config.keys;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The known word that a misspelt one is nearest to; empty when none is known, and where each is too far off to be meant. */
public final class NearestKey {
    /** Letters that may be wrong, as a part of the longer word; one always may. */
    private static final int ONE_IN = 3;

    /** Letters at least that two forms of a word begin alike with, and two thirds of the shorter one. */
    private static final int BEGINNING = 3;

    /** Words that a problem can list. */
    private static final int FEW = 6;

    private NearestKey() {}

    public static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(each -> isNear(word, each))
                .min(Comparator.<String>comparingInt(each -> distance(word, each))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** To follow a rule that a word breaks: the nearest, or where none is near all, if they are few; else empty. */
    public static String words(String word, Collection<String> known) {
        return of(word, known).map(near -> ", the nearest known is " + near).orElseGet(() -> all(known));
    }

    private static String all(Collection<String> known) {
        if (known.isEmpty() || known.size() > FEW) {
            return "";
        }
        return known.size() == 1
                ? ", the only known is " + known.iterator().next()
                : ", known are " + known.stream().sorted().collect(Collectors.joining(", "));
    }

    private static boolean isNear(String word, String known) {
        int most = Math.max(1, Math.max(word.length(), known.length()) / ONE_IN);
        return beginAlike(word, known) || distance(word, known) <= most;
    }

    private static boolean beginAlike(String word, String known) {
        int shorter = Math.min(word.length(), known.length());
        int alike = 0;
        while (alike < shorter && word.charAt(alike) == known.charAt(alike)) {
            alike++;
        }
        return alike >= BEGINNING && alike * 3 >= shorter * 2;
    }

    /** Insertions, deletions and replacements from one to the other, whatever the case of letters. */
    private static int distance(String written, String known) {
        String from = written.toLowerCase(Locale.ROOT);
        String to = known.toLowerCase(Locale.ROOT);
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
