package io.promptyard.router.classify.learned;

/** What kind a character is, as {@link PromptFeatures} takes words apart. */
final class Characters {
    static final int SPACE = 0;
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int SIGN = 3;

    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < KINDS.length; c++) {
            KINDS[c] = (byte) farKind(c);
        }
    }

    private Characters() {}

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    static int kind(char c) {
        return c < KINDS.length ? KINDS[c] : farKind(c);
    }

    /** Thai and its neighbours, Chinese, Japanese, Korean: scripts that do not part words, or put much into one. */
    static boolean isDense(char c) {
        return c >= 0x2E80 || c >= 0x0E00 && c < 0x1000;
    }

    private static int farKind(char c) {
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
