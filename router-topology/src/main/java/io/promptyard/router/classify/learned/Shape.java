package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * What a prompt looks like, in numbers: counts under a logarithm, shares, marks. Filled by {@link PromptFeatures} as it
 * walks the text. Not thread-safe; reused from prompt to prompt.
 */
final class Shape {
    /** How many numbers there are; their order stands in model files. */
    static final int SIZE = 32;

    /** Places of the numbers that {@link Prior} looks at. */
    static final int CHARS = 0;

    static final int WORDS = 1;
    static final int NUMBERS = 11;
    static final int LARGEST = 12;
    static final int SENTENCES = 13;
    static final int SENTENCE_LENGTH = 14;
    static final int ASKS_LAST = 18;
    static final int VARIETY = 19;
    static final int COMMAS = 21;
    static final int BRACKETS = 22;
    static final int ARITHMETIC = 23;

    private static final int MOST_OPTIONS = 12;
    private static final int MOST_ARITHMETIC = 10;
    private static final int MOST_VARIED = 2000;
    private static final int SLOTS = 1024;
    private static final int MOST_DISTINCT = 700;
    private static final long[] ARITHMETIC_WORDS =
            hashes("each", "every", "per", "twice", "half", "more", "less", "than", "total", "left");
    private static final long[] NEGATIONS = hashes("not", "except", "least", "false", "incorrect");

    int chars;
    int digits;
    int uppers;
    int marks;
    int foreign;
    int lines;
    int optionChars;
    boolean asksLast;
    private int words;
    private int letters;
    private int longestWord;
    private int numbers;
    private double largest;
    private int sentences;
    private int commas;
    private int options;
    private int longestOption;
    private int shortestOption;
    private int optionTotal;
    private int numericOptions;
    private int arithmetic;
    private boolean negates;
    private boolean asks;
    private boolean blank;
    private int distinct;
    private final int[] signs = new int[128];
    private final long[] seen = new long[SLOTS];

    void clear() {
        chars = digits = uppers = marks = foreign = lines = optionChars = 0;
        words = letters = longestWord = numbers = sentences = commas = 0;
        options = longestOption = optionTotal = numericOptions = arithmetic = distinct = 0;
        shortestOption = Integer.MAX_VALUE;
        largest = 0;
        asksLast = negates = asks = blank = false;
        Arrays.fill(signs, 0);
        Arrays.fill(seen, 0);
    }

    /** A word of the question, by its unfinished hash. */
    void word(long hash, int length) {
        words++;
        letters += length;
        longestWord = Math.max(longestWord, length);
        arithmetic += contains(ARITHMETIC_WORDS, hash) ? 1 : 0;
        negates |= contains(NEGATIONS, hash);
        if (distinct < MOST_DISTINCT) {
            long key = hash | 1;
            int slot = (int) (hash >>> 54);
            while (seen[slot] != 0 && seen[slot] != key) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            if (seen[slot] == 0) {
                seen[slot] = key;
                distinct++;
            }
        }
    }

    /** A number of the question. */
    void number(double value) {
        numbers++;
        largest = Math.max(largest, value);
    }

    /** A sign anywhere; {@code asked} when it stands in the question, {@code ends} when a space follows. */
    void sign(char c, boolean asked, boolean ends) {
        marks++;
        if (c < signs.length) {
            signs[c]++;
        }
        sentences += (c == '.' || c == '?' || c == '!') && asked && ends ? 1 : 0;
        asks |= c == '?';
        commas += c == ',' && asked ? 1 : 0;
        blank |= c == '_';
    }

    /** An option is over. */
    void option(int length, boolean numeric) {
        options++;
        longestOption = Math.max(longestOption, length);
        shortestOption = Math.min(shortestOption, length);
        optionTotal += length;
        numericOptions += numeric ? 1 : 0;
    }

    /** Writes the numbers, unscaled. */
    void write(float[] to) {
        double all = Math.max(1, chars);
        double offered = Math.max(1, options);
        int at = put(to, 0, log(chars), log(words), log(optionChars), Math.min(options, MOST_OPTIONS));
        at = put(to, at, log(longestOption), log(options == 0 ? 0 : shortestOption), log(optionTotal / offered));
        at = put(to, at, digits / all, uppers / all, marks / all, foreign / all);
        at = put(to, at, log(numbers), log(largest), log(sentences), log(words / (double) Math.max(1, sentences)));
        at = put(to, at, letters / (double) Math.max(1, words), log(longestWord), flag(asks), flag(asksLast));
        at = put(to, at, distinct / (double) Math.max(1, Math.min(words, MOST_VARIED)), log(lines), log(commas));
        at = put(to, at, log(signs['(']), Math.min(arithmetic, MOST_ARITHMETIC), numericOptions / offered);
        at = put(to, at, log(signs['%']), log(signs['$']), log(signs['\\']), log(signs['=']));
        put(to, at, flag(blank), flag(negates), log(signs['|']));
    }

    private static int put(float[] to, int at, double... values) {
        int next = at;
        for (double value : values) {
            to[next++] = (float) value;
        }
        return next;
    }

    private static double log(double count) {
        return Math.log1p(count);
    }

    private static double flag(boolean holds) {
        return holds ? 1 : 0;
    }

    private static boolean contains(long[] hashes, long hash) {
        for (long each : hashes) {
            if (each == hash) {
                return true;
            }
        }
        return false;
    }

    private static long[] hashes(String... words) {
        return Arrays.stream(words).mapToLong(Hashes::plain).toArray();
    }
}
