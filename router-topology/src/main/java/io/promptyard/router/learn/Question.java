package io.promptyard.router.learn;

/** What tells whether two prompts ask the same: the letters and digits of the question, whatever is between them. */
final class Question {
    private static final int LONGEST = 1000;

    private Question() {}

    private static boolean offers(String text, int at) {
        int letter = at < text.length() && text.charAt(at) == '(' ? at + 1 : at;
        return letter + 1 < text.length() && text.charAt(letter) == 'A' && ".):".indexOf(text.charAt(letter + 1)) >= 0;
    }

    /** Mixed well enough to be divided into parts. */
    static int hash(String text) {
        int hash = 17;
        int used = 0;
        for (int at = 0; at < text.length() && used < LONGEST; at++) {
            char c = text.charAt(at);
            if (c == '\n' && used > 0 && offers(text, at + 1)) {
                break;
            }
            if (Character.isLetterOrDigit(c)) {
                hash = hash * 31 + Character.toLowerCase(c);
                used++;
            }
        }
        int mixed = hash;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        return mixed;
    }
}
