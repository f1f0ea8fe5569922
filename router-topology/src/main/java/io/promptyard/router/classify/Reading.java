package io.promptyard.router.classify;

import java.util.Arrays;

/**
 * A text as the first tier's tables see it: its words by their numbers in a {@link WordTable}. Made to be used again, not
 * thread-safe.
 */
final class Reading {
    private final WordTable table;
    private final TextScan scan = new TextScan();
    private final int[] words = new int[TextScan.MAX_WORDS + 1];
    private final int[] known;
    private int knownWords;
    /** By a word's number, when it was seen last. */
    private final int[] seen;

    private int now;

    Reading(WordTable table) {
        this.table = table;
        this.known = new int[table.size()];
        this.seen = new int[table.size()];
    }

    static Reading of(String text, WordTable table) {
        return new Reading(table).read(text);
    }

    /** Forgets what was read before, reads {@code text} and answers itself. */
    Reading read(String text) {
        scan.read(text);
        knownWords = 0;
        if (++now == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            now = 1;
        }
        for (int word = 0; word < scan.words(); word++) {
            int number = table.find(scan.hash(scan.term(word)));
            words[word] = number;
            if (number != WordTable.NONE && seen[number] != now) {
                seen[number] = now;
                known[knownWords++] = number;
            }
        }
        return this;
    }

    TextScan scan() {
        return scan;
    }

    int size() {
        return scan.words();
    }

    /** The number of the word at this place, or {@link WordTable#NONE}. */
    int word(int at) {
        return words[at];
    }

    /** How many different words of the table there are. */
    int knownWords() {
        return knownWords;
    }

    /** Their numbers, in the order in which they come up first. */
    int known(int index) {
        return known[index];
    }

    /** The number of the marked opening word, or {@link WordTable#NONE}. */
    int opening() {
        return size() == 0 ? WordTable.NONE : table.find(WordTable.opening(hash(0)));
    }

    /** The number of the marked opening pair of words, or {@link WordTable#NONE}. */
    int openingPair() {
        return size() < 2 ? WordTable.NONE : table.find(TermHash.pair(WordTable.opening(hash(0)), hash(1)));
    }

    /** Where every character is a word, which half a text shows. */
    boolean isUnspaced() {
        return size() > 0 && TextScan.isUnspaced(scan.text().charAt(scan.start(scan.term(size() / 2))));
    }

    private long hash(int word) {
        return scan.hash(scan.term(word));
    }
}
