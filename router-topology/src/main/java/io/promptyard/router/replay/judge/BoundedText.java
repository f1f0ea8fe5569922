package io.promptyard.router.replay.judge;

/** A text that may be looked at so often and no oftener. For one thread. */
final class BoundedText implements CharSequence {
    private final String text;
    private long left;

    /** It was looked at too often. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("looked at too often", null, false, false);
        }
    }

    /** @param most characters that may be looked at */
    BoundedText(String text, long most) {
        this.text = text;
        this.left = most;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TooLongException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.substring(start, end), left);
    }

    @Override
    public String toString() {
        return text;
    }
}
