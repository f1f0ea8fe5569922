package io.promptyard.router.classify;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts as the tokenizer of {@code o200k_base} does, and faster: that one splits a text into pieces by a regular
 * expression and merges the bytes of each. Here ASCII is split by hand, in the same pieces, and what a short piece
 * counts is remembered, in bounded memory; what is not ASCII goes to the tokenizer, from one word's start to another's,
 * where no piece spans, and is remembered if it is short. Thread-safe: a race loses a note, and a note is never wrong.
 */
final class PieceCounter implements ToIntFunction<String> {
    private static final int NOTES_BITS = 14;
    static final int NOTES = 1 << NOTES_BITS;

    /** So many places a piece may stand in: two common pieces with one place would drive each other out for ever. */
    private static final int WAYS = 4;

    private static final int NOTED_CHARS = 24;
    private static final int PACKED_CHARS = 8;
    private static final int CHAR_BITS = 7;
    private static final int TOKEN_BITS = 4;
    private static final int DIGITS = 3;

    private static final int ASCII = 0x80;
    private static final int CAPITAL = 1;
    private static final int SMALL = 2;
    private static final int DIGIT = 4;
    private static final int SPACE = 8;
    private static final int SIGN = 16;
    private static final int BREAK = 32;
    private static final int AFTER_SIGN = 64;
    private static final int LETTER = CAPITAL | SMALL;
    private static final byte[] KINDS = kinds();

    private final ToIntFunction<String> tokenizer;
    /**
     * Of ASCII pieces of at most {@link #PACKED_CHARS}: after a leading one, seven bits of each character, which is the
     * whole piece, and then its tokens. A single number, so that no reader sees half a note.
     */
    private final AtomicLongArray packed = new AtomicLongArray(NOTES);

    private final @Nullable Note[] notes = new Note[NOTES];

    PieceCounter(ToIntFunction<String> tokenizer) {
        this.tokenizer = tokenizer;
    }

    private record Note(int hash, String piece, int tokens) {
        boolean isOf(String text, int from, int length) {
            return piece.length() == length && piece.regionMatches(0, text, from, length);
        }
    }

    @Override
    public int applyAsInt(String text) {
        int tokens = 0;
        int at = 0;
        while (at < text.length()) {
            int foreign = at;
            while (foreign < text.length() && text.charAt(foreign) < ASCII) {
                foreign++;
            }
            if (foreign == text.length()) {
                return tokens + ascii(text, at, foreign);
            }
            int from = wordBefore(text, at, foreign);
            int to = wordAfter(text, foreign + 1);
            tokens += ascii(text, at, from) + noted(text, from, to);
            at = to;
        }
        return tokens;
    }

    /** The last start of a word before {@code foreign}, {@code least} if there is none. */
    private static int wordBefore(String text, int least, int foreign) {
        for (int at = foreign - 2; at > least; at--) {
            if (startsWord(text, at)) {
                return at;
            }
        }
        return least;
    }

    private static int wordAfter(String text, int from) {
        for (int at = from; at < text.length() - 1; at++) {
            if (startsWord(text, at)) {
                return at;
            }
        }
        return text.length();
    }

    /** A space between a letter or digit and a letter: a piece ends before it, and the next begins with it. */
    private static boolean startsWord(String text, int at) {
        return text.charAt(at) == ' '
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }

    private int ascii(String text, int from, int to) {
        int tokens = 0;
        int at = from;
        while (at < to) {
            int end = end(text, at, to);
            tokens += tokens(text, at, end);
            at = end;
        }
        return tokens;
    }

    private int tokens(String text, int from, int to) {
        if (to - from > PACKED_CHARS) {
            return noted(text, from, to);
        }
        long key = 1;
        for (int at = from; at < to; at++) {
            key = key << CHAR_BITS | text.charAt(at);
        }
        long spread = TermHash.spread(key);
        int set = (int) spread & NOTES - 1 & -WAYS;
        int free = set + (int) (spread >>> NOTES_BITS & WAYS - 1);
        for (int place = set; place < set + WAYS; place++) {
            long note = packed.getOpaque(place);
            if (note >>> TOKEN_BITS == key) {
                return (int) note & (1 << TOKEN_BITS) - 1;
            }
            free = note == 0 ? place : free;
        }
        int tokens = tokenizer.applyAsInt(text.substring(from, to));
        packed.setOpaque(free, key << TOKEN_BITS | tokens);
        return tokens;
    }

    /** Of what need be neither ASCII nor one piece. */
    private int noted(String text, int from, int to) {
        int length = to - from;
        if (length > NOTED_CHARS) {
            return tokenizer.applyAsInt(text.substring(from, to));
        }
        long spread = TermHash.BASIS;
        for (int at = from; at < to; at++) {
            spread = TermHash.step(spread, text.charAt(at));
        }
        spread = TermHash.spread(spread);
        int hash = (int) (spread >>> Integer.SIZE);
        int set = (int) spread & NOTES - 1 & -WAYS;
        int free = set + (hash & WAYS - 1);
        for (int place = set; place < set + WAYS; place++) {
            Note note = notes[place];
            if (note == null) {
                free = place;
                break;
            }
            if (note.hash == hash && note.isOf(text, from, length)) {
                return note.tokens;
            }
        }
        String piece = text.substring(from, to);
        Note note = new Note(hash, piece, tokenizer.applyAsInt(piece));
        notes[free] = note;
        return note.tokens;
    }

    /** Where the piece ends that begins at {@code from}; the expression's alternatives in their order. */
    private static int end(String text, int from, int to) {
        char first = text.charAt(from);
        int letters = is(first, LETTER | DIGIT | BREAK) ? from : from + 1;
        if (letters < to && is(text.charAt(letters), LETTER)) {
            return word(text, letters, to);
        }
        if (is(first, DIGIT)) {
            return past(text, from, Math.min(to, from + DIGITS), DIGIT);
        }
        int signs = first == ' ' ? from + 1 : from;
        int signsEnd = past(text, signs, to, SIGN);
        if (signsEnd > signs) {
            return past(text, signsEnd, to, BREAK | AFTER_SIGN);
        }
        return spaces(text, from, to);
    }

    /** Capitals, then small letters, then an English contraction. */
    private static int word(String text, int from, int to) {
        int capitals = past(text, from, to, CAPITAL);
        int letters = past(text, capitals, to, SMALL);
        if (letters + 1 >= to || text.charAt(letters) != '\'') {
            return letters;
        }
        int second = letters + 2 < to ? text.charAt(letters + 2) | 0x20 : ' ';
        return switch (text.charAt(letters + 1) | 0x20) {
            case 's', 't', 'm', 'd' -> letters + 2;
            case 'r', 'v' -> second == 'e' ? letters + 3 : letters;
            case 'l' -> second == 'l' ? letters + 3 : letters;
            default -> letters;
        };
    }

    /** To the last line break; else all but the last before a word or sign, which that begins with; else one. */
    private static int spaces(String text, int from, int to) {
        int end = past(text, from, to, SPACE);
        for (int at = end - 1; at >= from; at--) {
            if (is(text.charAt(at), BREAK)) {
                return at + 1;
            }
        }
        return end == to || end == from + 1 ? end : end - 1;
    }

    /** For ASCII alone. */
    private static int past(String text, int from, int to, int kinds) {
        int at = from;
        while (at < to && (KINDS[text.charAt(at)] & kinds) != 0) {
            at++;
        }
        return at;
    }

    private static boolean is(char c, int kinds) {
        return c < ASCII && (KINDS[c] & kinds) != 0;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            kinds[c] = (byte)
                    (c >= 'A' && c <= 'Z'
                            ? CAPITAL
                            : c >= 'a' && c <= 'z'
                                    ? SMALL
                                    : c >= '0' && c <= '9' ? DIGIT : c == ' ' || c >= '\t' && c <= '\r' ? SPACE : SIGN);
        }
        kinds['\n'] |= BREAK;
        kinds['\r'] |= BREAK;
        kinds['/'] |= AFTER_SIGN;
        return kinds;
    }
}
