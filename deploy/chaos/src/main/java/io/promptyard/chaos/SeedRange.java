package io.promptyard.chaos;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Seeds from one to another, both included. */
record SeedRange(long from, long to) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    SeedRange {
        if (from > to) {
            throw new IllegalArgumentException("must be A-B, A not above B (got " + from + "-" + to + ")");
        }
    }

    /**
     * Of {@code 1-20} or {@code 7}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static SeedRange parse(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be A-B or one number (got \"" + text + "\")");
        }
        long from = Long.parseLong(matcher.group(1));
        return new SeedRange(from, matcher.group(2) == null ? from : Long.parseLong(matcher.group(2)));
    }

    LongStream stream() {
        return LongStream.rangeClosed(from, to);
    }
}
