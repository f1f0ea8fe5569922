package io.promptyard.router.classify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Every word that any table of the first tier knows, numbered from 0: one look-up by hash serves them all. Filled while
 * the tables are loaded and by one thread; afterwards only read, by any number of threads.
 */
final class WordTable {
    static final int NONE = -1;

    private static final long EMPTY = 0;
    private static final int FIRST_SLOTS = 64;

    private final Map<Long, String> names = new HashMap<>();
    private long[] keys = new long[FIRST_SLOTS];
    private int[] numbers = new int[FIRST_SLOTS];

    WordTable() {
        Arrays.fill(numbers, NONE);
    }

    /** The number of {@code word}, in lower case, a new one if it has none. */
    int add(String word) {
        return add(TermHash.of(word), word);
    }

    /** The number of the marked start of a prompt, {@code ^word} or {@code ^word word}. */
    int addOpening(String opening) {
        String[] words = opening.substring(1).split(" ");
        long first = opening(TermHash.of(words[0]));
        return add(words.length == 1 ? first : TermHash.pair(first, TermHash.of(words[1])), opening);
    }

    /** The hash of a word that begins a prompt, which is another thing than the word. */
    static long opening(long word) {
        return TermHash.pair(word, '^');
    }

    int size() {
        return names.size();
    }

    /** The number of the word with this hash, or {@link #NONE}. */
    int find(long hash) {
        return numbers[slot(hash)];
    }

    /** The number of the word with this hash; {@code name} tells it from another word that had the same. */
    int add(long hash, String name) {
        String before = names.putIfAbsent(hash, name);
        if (hash == EMPTY || before != null && !before.equals(name)) {
            throw new IllegalStateException("words: \"" + name + "\" has the hash of \"" + before + "\"");
        }
        if (before == null) {
            int number = names.size() - 1;
            if (keys.length < 4 * names.size()) {
                grow();
            }
            put(hash, number);
            return number;
        }
        return find(hash);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = new int[keys.length];
        Arrays.fill(numbers, NONE);
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != EMPTY) {
                put(oldKeys[slot], oldNumbers[slot]);
            }
        }
    }

    private void put(long hash, int number) {
        int slot = slot(hash);
        keys[slot] = hash;
        numbers[slot] = number;
    }

    private int slot(long hash) {
        int mask = keys.length - 1;
        int slot = (int) hash & mask;
        while (keys[slot] != hash && keys[slot] != EMPTY) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
