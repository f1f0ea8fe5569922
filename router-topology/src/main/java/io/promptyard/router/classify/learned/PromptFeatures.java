package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * The features of one prompt: each word and each pair of neighbours once, as hashes, those of a multiple-choice
 * question's options apart from the rest; and the numbers of its {@link Shape}. Looks at the first {@value #MAX_CHARS}
 * characters, so the work is bounded whatever comes in.
 *
 * <p>A word is a run of letters or of digits; letters are {@code a} to {@code z} after lower-casing ASCII and every
 * character beyond ASCII but spaces and punctuation. Every other sign is a word by itself.
 *
 * <p>Holds its buffers: make one for each thread and reuse it. Not thread-safe.
 */
public final class PromptFeatures {
    public static final int MAX_CHARS = 8000;

    private static final int MOST = 2 * MAX_CHARS;
    private static final int SLOTS = 4 * Integer.highestOneBit(MOST);
    private static final int ASKED_WORD = 1;
    private static final int OFFERED_WORD = 2;
    private static final int ASKED_PAIR = 3;
    private static final int OFFERED_PAIR = 4;
    private static final int LARGEST_DIGITS = 12;

    private final long[] hashes = new long[MOST];
    private final boolean[] pairs = new boolean[MOST];
    private final long[] slots = new long[SLOTS];
    private final int[] used = new int[SLOTS];
    private final Shape shape = new Shape();
    private final float[] numbers = new float[Shape.SIZE];
    private int generation;
    private int size;
    private CharSequence text = "";
    private int length;
    private int offered;

    /** Reads {@code text}; what was read before is gone. */
    public void read(CharSequence text) {
        this.text = text;
        length = Math.min(MAX_CHARS, text.length());
        offered = Options.start(text, length);
        size = 0;
        shape.clear();
        if (++generation == Integer.MAX_VALUE) {
            Arrays.fill(used, 0);
            generation = 1;
        }
        words();
        lines();
        shape.chars = length;
        shape.optionChars = length - offered;
        shape.write(numbers);
    }

    /** How many distinct features there are. */
    public int size() {
        return size;
    }

    /** Never 0. */
    public long hash(int index) {
        return hashes[index];
    }

    /** Whether it is a pair of neighbours and no single word. */
    public boolean isPair(int index) {
        return pairs[index];
    }

    /** The numbers of the shape, the first of {@link Dense}, not standardised: a buffer that the next reading overwrites. */
    public float[] shape() {
        return numbers;
    }

    private void words() {
        long before = 0;
        int at = 0;
        while (at < length) {
            char c = lower(text.charAt(at));
            int kind = kind(c);
            if (kind == SPACE) {
                at++;
                continue;
            }
            int start = at;
            long hash = Hashes.START;
            do {
                count(text.charAt(at), kind);
                hash = Hashes.add(hash, lower(text.charAt(at)));
                at++;
            } while (kind != SIGN && at < length && kind(lower(text.charAt(at))) == kind);
            long word = Hashes.finish(hash);
            word(start, at, kind);
            boolean asked = start < offered;
            add(Hashes.in(asked ? ASKED_WORD : OFFERED_WORD, word), false);
            if (before != 0) {
                add(Hashes.in(asked ? ASKED_PAIR : OFFERED_PAIR, Hashes.pair(before, word)), true);
            }
            before = word;
        }
    }

    private void count(char c, int kind) {
        switch (kind) {
            case LETTER -> {
                shape.uppers += c >= 'A' && c <= 'Z' ? 1 : 0;
                shape.foreign += c >= 0x80 ? 1 : 0;
            }
            case DIGIT -> shape.digits++;
            default -> {
                shape.marks++;
                shape.sign(c);
            }
        }
    }

    private void word(int start, int end, int kind) {
        switch (kind) {
            case LETTER -> {
                shape.words++;
                shape.questionWords += start < offered ? 1 : 0;
                shape.longestWord = Math.max(shape.longestWord, end - start);
            }
            case DIGIT -> number(start, end);
            default -> sign(start);
        }
    }

    private void number(int start, int end) {
        shape.numbers++;
        boolean fraction = start > 1 && text.charAt(start - 1) == '.' && kind(text.charAt(start - 2)) == DIGIT;
        shape.decimals += fraction ? 1 : 0;
        if (start < offered && end - start <= LARGEST_DIGITS && !fraction) {
            long value = 0;
            for (int at = start; at < end; at++) {
                value = value * 10 + (text.charAt(at) - '0');
            }
            shape.largest = Math.max(shape.largest, value);
        }
    }

    private void sign(int at) {
        char c = text.charAt(at);
        boolean ends = at + 1 >= length || text.charAt(at + 1) <= ' ';
        shape.sentences += (c == '.' || c == '?' || c == '!') && ends && at < offered ? 1 : 0;
        shape.table |= c == '|';
        if (at < offered) {
            shape.asks |= c == '?';
            shape.blank |= c == '_';
        }
    }

    /** Breaks, options, and how the question ends. */
    private void lines() {
        for (int at = 0; at < length; at++) {
            if (text.charAt(at) == '\n') {
                shape.lines++;
            }
        }
        int end = offered;
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        shape.asksLast = end > 0 && text.charAt(end - 1) == '?';
        int at = offered;
        while (at < length) {
            int next = at + 1;
            while (next < length && text.charAt(next) != '\n') {
                next++;
            }
            if (Options.isOption(text, at + 1, length)) {
                option(at + 1, next);
            }
            at = next;
        }
    }

    private void option(int from, int to) {
        int figures = 0;
        int letters = 0;
        int mark = from + 3;
        for (int at = mark; at < to; at++) {
            int kind = kind(lower(text.charAt(at)));
            figures += kind == DIGIT ? 1 : 0;
            letters += kind == LETTER ? 1 : 0;
        }
        shape.option(Math.max(0, to - mark), figures > 0 && letters <= figures);
    }

    private void add(long hash, boolean pair) {
        int slot = (int) (hash >>> 40) & (SLOTS - 1);
        while (used[slot] == generation) {
            if (slots[slot] == hash) {
                return;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        used[slot] = generation;
        slots[slot] = hash;
        hashes[size] = hash;
        pairs[size++] = pair;
    }

    private static final int SPACE = 0;
    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int SIGN = 3;

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return LETTER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c <= ' ' || c == 0xA0) {
            return SPACE;
        }
        boolean punctuation = c < 0x80 || c >= 0x2000 && c <= 0x206F || c >= 0x3000 && c <= 0x303F;
        return punctuation ? SIGN : LETTER;
    }
}
