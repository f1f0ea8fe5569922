package io.promptyard.router.classify.learned;

/** Where the options of a multiple-choice question begin: at the first line such as {@code A. …} or {@code (a) …}. */
final class Options {
    private Options() {}

    /** The index of the line break before the first option, or the length where there is none. */
    static int start(char[] text, int length) {
        for (int at = 0; at < length; at++) {
            if (text[at] == '\n' && isOption(text, at + 1, length)) {
                return at;
            }
        }
        return length;
    }

    /** Whether an option's mark stands at the beginning of this line, spaces apart. */
    static boolean isOption(char[] text, int lineStart, int length) {
        int at = lineStart;
        while (at < length && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        if (at < length && text[at] == '(') {
            at++;
        }
        return at + 2 < length && isLetter(text[at]) && closes(text[at + 1]) && text[at + 2] <= ' ';
    }

    private static boolean isLetter(char c) {
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'j';
    }

    private static boolean closes(char c) {
        return c == '.' || c == ')' || c == ':';
    }
}
