package io.promptyard.router.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text in order, in lower case: runs of letters with inner apostrophes; digits and signs part them. A
 * character of a script without spaces is a word by itself. Bounded: a longer text's words are cut off.
 */
final class Words {
    static final int MAX_WORDS = 1500;
    static final int MAX_WORD_CHARS = 32;

    private Words() {}

    static List<String> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>(Math.min(MAX_WORDS, lower.length() / 5 + 4));
        int start = -1;
        for (int at = 0; at <= lower.length() && words.size() < MAX_WORDS; at++) {
            char c = at < lower.length() ? lower.charAt(at) : ' ';
            boolean inner = start >= 0
                    && (c == '\'' || c == '\u2019')
                    && at + 1 < lower.length()
                    && Character.isLetter(lower.charAt(at + 1));
            boolean letter = isLetter(c);
            if (letter && isUnspaced(c)) {
                add(lower, start, at, words);
                words.add(lower.substring(at, at + 1));
                start = -1;
            } else if (letter || inner) {
                start = start < 0 ? at : start;
            } else {
                add(lower, start, at, words);
                start = -1;
            }
        }
        return words;
    }

    private static void add(String text, int start, int end, List<String> words) {
        if (start >= 0 && end - start <= MAX_WORD_CHARS) {
            words.add(text.substring(start, end).replace('\u2019', '\''));
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 0x80 && (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    /** Han, kana and Thai are written without spaces. */
    static boolean isUnspaced(char c) {
        return c >= 0x2E80 && c <= 0x9FFF || c >= 0x0E00 && c <= 0x0E7F;
    }
}
