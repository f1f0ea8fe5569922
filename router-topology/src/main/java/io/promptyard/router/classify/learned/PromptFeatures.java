package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * The features of one prompt: each word and each pair of neighbours once, as hashes, in {@value #GROUPS} groups: words of
 * the question, words of its options, pairs of each, and once more how the first and the last line begin, where people say
 * what they want, and all words wherever they stand. Words of a question with options are other features than those of a
 * prompt without, but in the last two groups: what they say of models differs, what they say of subjects does not. Then
 * the numbers of its {@link Shape}. Looks at the first {@value #MAX_CHARS} characters, so the work is bounded whatever comes in.
 *
 * <p>A word is a run of letters or of digits; letters are {@code a} to {@code z} after lower-casing ASCII and every
 * character beyond ASCII but spaces and punctuation. Every other sign is a word by itself.
 *
 * <p>Holds its buffers: make one for each thread and reuse it. Not thread-safe.
 */
public final class PromptFeatures {
    public static final int MAX_CHARS = 8000;

    /** How many groups of features there are. */
    public static final int GROUPS = 6;

    /** From this group on, features tell tasks and subjects apart; those before it tell how well models answer. */
    public static final int LABELS = 4;

    private static final int LEAD = 4;
    private static final int ANYWHERE = 5;
    private static final int ASKED_WORDS = 0;
    private static final int OFFERED_WORDS = 1;
    private static final int PAIRS = 2;
    private static final int PLAIN = 1;
    private static final int ASKED = 2;
    private static final int OFFERED = 3;
    private static final int LEADING = 4;
    private static final int LEADING_WORDS = 6;
    private static final int ANY = 5;
    private static final int STEMS = 6;
    private static final int SIGNS = 7;
    private static final int STEM = 5;
    private static final float LEADING_SHARE = 0.7f;
    private static final float ANYWHERE_SHARE = 0.7f;

    private static final int TEXT_GROUPS = 4;
    private static final int MOST = 3 * MAX_CHARS + 4 * LEADING_WORDS;
    private static final int SLOTS = 4 * Integer.highestOneBit(MOST);
    private static final int LEAST_SLOTS = 64;
    private static final int SLOTS_A_CHAR = 8;
    private static final int LARGEST_DIGITS = 12;
    private static final int OPTION_MARK = 2;

    private final long[] hashes = new long[MOST];
    private final byte[] groups = new byte[MOST];
    private final long[] slots = new long[SLOTS];
    private final int[] used = new int[SLOTS];
    private final Shape shape = new Shape();
    private final float[] numbers = new float[Shape.SIZE];
    private int generation;
    private int size;
    private final char[] text = new char[MAX_CHARS];
    private int slotMask;
    private int length;
    private int offered;
    private char lastAsked;
    private int option;
    private int optionWords;
    private boolean optionNumeric;

    /** Reads {@code text}; what was read before is gone. */
    public void read(CharSequence text) {
        length = Math.min(MAX_CHARS, text.length());
        text.toString().getChars(0, length, this.text, 0);
        slotMask = Math.min(SLOTS, SLOTS_A_CHAR * Integer.highestOneBit(Math.max(LEAST_SLOTS, length))) - 1;
        offered = Options.start(this.text, length);
        size = 0;
        lastAsked = 0;
        option = -1;
        shape.clear();
        if (++generation == Integer.MAX_VALUE) {
            Arrays.fill(used, 0);
            generation = 1;
        }
        walk();
        endOption(length);
        shape.chars = length;
        shape.optionChars = length - offered;
        shape.asksLast = lastAsked == '?';
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

    /** Below {@link #GROUPS}. */
    public int group(int index) {
        return groups[index];
    }

    /** Whether it is a pair of neighbours and no single word. */
    public boolean isPair(int index) {
        return groups[index] >= PAIRS && groups[index] < LABELS;
    }

    /** Whether the prompt offers options to choose from. */
    public boolean offers() {
        return offered < length;
    }

    /** What a group of features counts: those of the text 1 together, where a prompt without options has but half of them. */
    public static float share(int group, boolean offers) {
        if (group >= LABELS) {
            return group == LEAD ? LEADING_SHARE : ANYWHERE_SHARE;
        }
        return (float) Math.sqrt(offers ? 1.0 / TEXT_GROUPS : 2.0 / TEXT_GROUPS);
    }

    /** The numbers of the shape, not standardised: a buffer that the next reading overwrites. */
    public float[] shape() {
        return numbers;
    }

    private void walk() {
        long before = 0;
        boolean any = false;
        int at = 0;
        int lastLine = lastLine();
        int leading = 0;
        int lead = 0;
        while (at < length) {
            char raw = text[at];
            char c = Characters.lower(raw);
            int kind = Characters.kind(c);
            if (kind == Characters.SPACE) {
                if (raw == '\n') {
                    line(at);
                }
                at++;
                continue;
            }
            int start = at;
            long hash = Hashes.add(Hashes.START, c);
            note(raw, kind);
            at++;
            while (kind != Characters.SIGN && at < length && Characters.kind(Characters.lower(text[at])) == kind) {
                hash = Hashes.add(hash, Characters.lower(text[at]));
                note(text[at], kind);
                at++;
            }
            word(start, at, kind, hash);
            long word = Hashes.finish(hash);
            features(start < offered, word, before, any);
            if (kind == Characters.LETTER) {
                parts(start, at);
            }
            if (start >= lastLine && leading < lastLine) {
                leading = lastLine;
                lead = 0;
            }
            if (lead < LEADING_WORDS) {
                add(Hashes.word(LEADING, word), LEAD);
                if (lead > 0) {
                    add(Hashes.pair(LEADING, before, word), LEAD);
                }
                lead++;
            }
            before = word;
            any = true;
        }
    }

    /** Where the last line that is not blank begins. */
    private int lastLine() {
        int at = length - 1;
        while (at >= 0 && text[at] <= ' ') {
            at--;
        }
        while (at >= 0 && text[at] != '\n') {
            at--;
        }
        return at + 1;
    }

    private void features(boolean asked, long word, long before, boolean any) {
        int field = asked ? offers() ? ASKED : PLAIN : OFFERED;
        int group = asked ? ASKED_WORDS : OFFERED_WORDS;
        add(Hashes.word(field, word), group);
        add(Hashes.word(ANY, word), ANYWHERE);
        if (any) {
            add(Hashes.pair(field, before, word), group + PAIRS);
        }
    }

    /**
     * Parts of a word that tell tasks apart where the word itself is rare: the first letters of a long one, which its forms
     * have in common, and pairs of characters in scripts that do not part words or that put much into one.
     */
    private void parts(int start, int end) {
        if (end - start > STEM) {
            long stem = Hashes.START;
            for (int at = start; at < start + STEM; at++) {
                stem = Hashes.add(stem, Characters.lower(text[at]));
            }
            add(Hashes.word(STEMS, Hashes.finish(stem)), ANYWHERE);
        }
        for (int at = start; at + 1 < end; at++) {
            if (Characters.isDense(text[at])) {
                add(
                        Hashes.word(SIGNS, Hashes.finish(Hashes.add(Hashes.add(Hashes.START, text[at]), text[at + 1]))),
                        ANYWHERE);
            }
        }
    }

    private void note(char raw, int kind) {
        if (kind == Characters.LETTER) {
            shape.uppers += raw >= 'A' && raw <= 'Z' ? 1 : 0;
            shape.foreign += raw >= 0x80 ? 1 : 0;
        } else if (kind == Characters.DIGIT) {
            shape.digits++;
        }
    }

    private void word(int start, int end, int kind, long hash) {
        boolean asked = start < offered;
        if (asked) {
            lastAsked = text[start];
        } else if (option >= 0) {
            // The third word of an option is its first, after its letter and the mark behind that.
            optionNumeric |= optionWords++ == OPTION_MARK && kind == Characters.DIGIT;
        }
        switch (kind) {
            case Characters.LETTER -> {
                if (asked) {
                    shape.word(hash, end - start);
                }
            }
            case Characters.DIGIT -> {
                if (asked) {
                    shape.number(value(start, Math.min(end, start + LARGEST_DIGITS)));
                }
            }
            default -> shape.sign(text[start], asked, end >= length || text[end] <= ' ');
        }
    }

    private double value(int start, int end) {
        double value = 0;
        for (int at = start; at < end; at++) {
            value = value * 10 + (text[at] - '0');
        }
        return value;
    }

    private void line(int at) {
        shape.lines++;
        if (at >= offered && Options.isOption(text, at + 1, length)) {
            endOption(at);
            option = at;
            optionWords = 0;
            optionNumeric = false;
        }
    }

    private void endOption(int end) {
        if (option >= 0) {
            shape.option(end - option, optionNumeric);
            option = -1;
        }
    }

    private void add(long hash, int group) {
        int slot = (int) (hash >>> 40) & slotMask;
        while (used[slot] == generation) {
            if (slots[slot] == hash) {
                return;
            }
            slot = (slot + 1) & slotMask;
        }
        used[slot] = generation;
        slots[slot] = hash;
        hashes[size] = hash;
        groups[size++] = (byte) group;
    }
}
