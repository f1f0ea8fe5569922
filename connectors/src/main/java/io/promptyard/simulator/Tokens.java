package io.promptyard.simulator;

/** The simulator's token rule: one token for every four bytes of UTF-8, rounded up. Stateless. */
final class Tokens {

    static final int BYTES_PER_TOKEN = 4;

    /** What one image in the prompt counts for, whatever its size. */
    static final int PER_IMAGE = 85;

    private Tokens() {}

    static int ofBytes(long bytes) {
        return (int) ((bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    static int of(CharSequence text) {
        return ofBytes(utf8Length(text));
    }

    static long utf8Length(CharSequence text) {
        var bytes = 0L;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /** The longest beginning of the text that is no more than so many tokens; never splits a code point. */
    static String first(String text, int tokens) {
        var room = (long) tokens * BYTES_PER_TOKEN;
        var end = 0;
        while (end < text.length()) {
            var point = text.codePointAt(end);
            room -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (room < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }
}
