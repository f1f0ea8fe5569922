package io.promptyard.router.classify.learned;

/**
 * What a prompt looks like, in numbers: counts under a logarithm, shares, marks. Filled by {@link PromptFeatures} as it
 * walks the text. Not thread-safe; reused from prompt to prompt.
 */
final class Shape {
    /** How many numbers there are; their order stands in model files. */
    static final int SIZE = 28;

    private static final int LINE = 16;

    int chars;
    int digits;
    int uppers;
    int marks;
    int foreign;
    int words;
    int longestWord;
    int numbers;
    int decimals;
    double largest;
    int sentences;
    int lines;
    int options;
    int longestOption;
    int shortestOption;
    int numericOptions;
    int optionChars;
    int questionWords;
    boolean asks;
    boolean asksLast;
    boolean blank;
    boolean table;
    private final int[] signs = new int[128];

    void clear() {
        chars = digits = uppers = marks = foreign = words = longestWord = numbers = decimals = 0;
        sentences = lines = options = longestOption = optionChars = questionWords = numericOptions = 0;
        shortestOption = Integer.MAX_VALUE;
        largest = 0;
        asks = asksLast = blank = table = false;
        java.util.Arrays.fill(signs, 0);
    }

    void sign(char c) {
        if (c < signs.length) {
            signs[c]++;
        }
    }

    void option(int length, boolean numeric) {
        options++;
        longestOption = Math.max(longestOption, length);
        shortestOption = Math.min(shortestOption, length);
        numericOptions += numeric ? 1 : 0;
    }

    /** Writes the numbers, unscaled. */
    void write(float[] to) {
        double all = Math.max(1, chars);
        int at = 0;
        at = put(to, at, log(chars), log(questionWords), log(optionChars), options);
        at = put(to, at, log(longestOption), log(options == 0 ? 0 : shortestOption), numericOptions / Math.max(1.0, options));
        at = put(to, at, digits / all, uppers / all, marks / all, foreign / all);
        at = put(to, at, log(numbers), log(largest), log(decimals), log(signs['%']), log(signs['$']), log(signs['\\']));
        at = put(to, at, log(sentences), log(questionWords / Math.max(1.0, sentences)), Math.min(LINE, longestWord));
        at = put(to, at, flag(asks), flag(asksLast), flag(blank), flag(table));
        put(to, at, log(lines), log(signs['=']), log(signs['(']), log(signs[',']));
    }

    private static int put(float[] to, int at, double... values) {
        int next = at;
        for (double value : values) {
            to[next++] = (float) value;
        }
        return next;
    }

    private static double log(double count) {
        return Math.log(1 + count);
    }

    private static double flag(boolean holds) {
        return holds ? 1 : 0;
    }
}
