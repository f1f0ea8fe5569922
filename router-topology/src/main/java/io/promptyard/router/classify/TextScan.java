package io.promptyard.router.classify;

import java.util.Arrays;
import java.util.Locale;

/**
 * A text walked once, as a sequence of terms that whoever classifies can work on without looking at a character again.
 *
 * <ul>
 *   <li>{@link #WORD}: a run of letters and accents with inner apostrophes, at most {@value #MAX_WORD_CHARS} long; each
 *       character of a script without spaces (Han, kana, Thai) is a word by itself. {@link #LONG}: a longer run.
 *   <li>{@link #NUMBER}: a run of ASCII digits.
 *   <li>{@link #SIGN}: any other single character that is no space; a surrogate pair is one.
 * </ul>
 *
 * A term's {@link #hash} is {@link TermHash#of} of the term in lower case, with {@code ’} written {@code '}.
 *
 * <p>{@link #words} are the first {@value #MAX_WORDS} or so terms of kind {@code WORD}, which is what the first tier reads.
 *
 * <p>Not thread-safe, and made to be used again: {@link #read} forgets the text before, and allocates only where a text is
 * longer than all before it. Work and memory grow with the text's length alone.
 */
public final class TextScan {
    public static final byte WORD = 0;
    public static final byte LONG = 1;
    public static final byte NUMBER = 2;
    public static final byte SIGN = 3;

    static final int MAX_WORDS = 1500;
    static final int MAX_WORD_CHARS = 32;

    private static final int ASCII = 0x80;
    private static final byte GAP = 4;
    private static final byte[] KINDS = kinds();
    private static final char CAPITAL_SIGMA = 'Σ';
    private static final char DOTTED_I = 'İ';
    private static final char DOT_ABOVE = '\u0307';

    private String text = "";
    /** The text in lower case, where it has a capital sigma, whose small form depends on its place; else empty. */
    private String sigmas = "";

    private char[] chars = new char[2048];
    private int length;
    private int size;
    private long[] hashes = new long[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private byte[] kinds = new byte[1024];
    private int words;
    private final int[] wordTerms = new int[MAX_WORDS + 1];
    private int lastWordEnd;

    private int foreign;
    private int numberEdge;
    private int numbers;
    private int questions;
    private int latex;
    private int operators;

    /** A scan of its own for {@code text}. */
    public static TextScan of(String text) {
        return new TextScan().read(text);
    }

    /** Forgets what was read before, reads {@code text} and answers itself. */
    public TextScan read(String text) {
        this.text = text;
        sigmas = "";
        length = text.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
        size = 0;
        words = 0;
        lastWordEnd = -1;
        foreign = length;
        numberEdge = -1;
        numbers = 0;
        questions = 0;
        latex = 0;
        operators = 0;
        int at = 0;
        while (at < length) {
            at = switch (charKind(at)) {
                case GAP -> at + 1;
                case WORD -> word(at);
                case NUMBER -> number(at);
                default -> sign(at);
            };
        }
        return this;
    }

    public String text() {
        return text;
    }

    /** How many terms there are. */
    public int size() {
        return size;
    }

    /** One of {@link #WORD}, {@link #LONG}, {@link #NUMBER} and {@link #SIGN}. */
    public byte kind(int term) {
        return kinds[term];
    }

    public long hash(int term) {
        return hashes[term];
    }

    /** Where a term begins in {@link #text}. */
    public int start(int term) {
        return starts[term];
    }

    /** Where a term ends in {@link #text}, exclusive. */
    public int end(int term) {
        return ends[term];
    }

    public int words() {
        return words;
    }

    /** The index among the terms of the {@code word}-th word. */
    public int term(int word) {
        return wordTerms[word];
    }

    /** Characters of {@link #text} before the first that is not ASCII. */
    int ascii() {
        return foreign;
    }

    int numbers() {
        return numbers;
    }

    int questions() {
        return questions;
    }

    /** Commands and dollar signs as in LaTeX. */
    int latex() {
        return latex;
    }

    /** Signs of calculation. */
    int operators() {
        return operators;
    }

    /** Han, kana and Thai are written without spaces. */
    static boolean isUnspaced(char c) {
        return c >= 0x2E80 && c <= 0x9FFF || c >= 0x0E00 && c <= 0x0E7F;
    }

    private byte charKind(int at) {
        char c = chars[at];
        if (c < ASCII) {
            return KINDS[c];
        }
        foreign = Math.min(foreign, at);
        if (isLetter(lower(at))) {
            return WORD;
        }
        return Character.isSpaceChar(c) || Character.isWhitespace(c) ? GAP : SIGN;
    }

    private int word(int from) {
        if (isUnspaced(chars[from])) {
            boolean room = words < MAX_WORDS || words == MAX_WORDS && lastWordEnd == from;
            add(WORD, from, from + 1, TermHash.of(chars[from]), room);
            return from + 1;
        }
        long hash = TermHash.BASIS;
        int grown = 0;
        int at = from;
        for (; at < length; at++) {
            char c = chars[at];
            if (c < ASCII && KINDS[c] == WORD) {
                hash = TermHash.step(hash, c | 0x20);
            } else if (c == '\'' || c == '’') {
                if (at + 1 >= length || !Character.isLetter(lower(at + 1))) {
                    break;
                }
                hash = TermHash.step(hash, '\'');
                foreign = c < ASCII ? foreign : Math.min(foreign, at);
            } else if (c < ASCII || isUnspaced(c) || charKind(at) != WORD) {
                break;
            } else {
                hash = TermHash.step(hash, lower(at));
                operators += c == 'π' ? 1 : 0;
                if (c == DOTTED_I) {
                    hash = TermHash.step(hash, DOT_ABOVE);
                    grown++;
                }
            }
        }
        boolean word = at - from + grown <= MAX_WORD_CHARS;
        add(word ? WORD : LONG, from, at, TermHash.spread(hash), words < MAX_WORDS);
        lastWordEnd = word ? at : -1;
        return at;
    }

    private int number(int from) {
        long hash = TermHash.BASIS;
        int at = from;
        while (at < length && chars[at] >= '0' && chars[at] <= '9') {
            hash = TermHash.step(hash, chars[at]);
            at++;
        }
        numbers += numberEdge == from ? 0 : 1;
        numberEdge = at;
        add(NUMBER, from, at, TermHash.spread(hash), false);
        return at;
    }

    private int sign(int at) {
        char c = chars[at];
        char next = at + 1 < length ? chars[at + 1] : ' ';
        switch (c) {
            case '.', ',' -> numberEdge = numberEdge == at ? at + 1 : numberEdge;
            case '?', '？', '؟' -> questions++;
            case '\\' -> latex += next >= 'a' && next <= 'z' && next != 'n' && next != 't' ? 1 : 0;
            case '$' -> latex += at + 1 < length && !(next >= '0' && next <= '9' || next <= ' ') ? 1 : 0;
            case '=', '+', '^', '×', '÷', '√', '≤', '≥', '∫', '∑' -> operators++;
            default -> {
                // every other sign says nothing about structure
            }
        }
        long hash = TermHash.step(TermHash.BASIS, c);
        int end = at + 1;
        if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
            hash = TermHash.step(hash, next);
            end++;
        }
        add(SIGN, at, end, TermHash.spread(hash), false);
        return end;
    }

    private void add(byte kind, int from, int to, long hash, boolean listed) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        hashes[size] = hash;
        starts[size] = from;
        ends[size] = to;
        kinds[size] = kind;
        if (listed && kind == WORD) {
            wordTerms[words++] = size;
        }
        size++;
    }

    private char lower(int at) {
        char c = chars[at];
        if (c != CAPITAL_SIGMA) {
            return Character.toLowerCase(c);
        }
        if (sigmas.isEmpty()) {
            sigmas = text.replace(DOTTED_I, 'i').toLowerCase(Locale.ROOT);
        }
        return sigmas.charAt(at);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= ASCII && (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            kinds[c] = letter ? WORD : c >= '0' && c <= '9' ? NUMBER : c <= ' ' ? GAP : SIGN;
        }
        return kinds;
    }
}
