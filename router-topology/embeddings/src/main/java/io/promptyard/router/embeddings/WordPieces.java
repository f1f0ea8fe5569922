package io.promptyard.router.embeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * BERT's tokens (Devlin et al., 2019), lower case and without accents: words, each punctuation mark and each ideograph apart,
 * cut into the longest pieces that the vocabulary has. Thread-safe. Reads no more of a text than it needs for as many tokens as are wanted.
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    /** No piece is longer, and a token comes of at least one character, but blanks and marks make none. */
    private static final int CHARS_PER_TOKEN = 64;

    private final Map<String, Integer> ids;
    private final int begin;
    private final int end;
    private final int unknown;

    private WordPieces(Map<String, Integer> ids) {
        this.ids = ids;
        begin = id("[CLS]");
        end = id("[SEP]");
        unknown = id("[UNK]");
    }

    private int id(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalStateException("vocabulary: must have " + token);
        }
        return id;
    }

    /** From the JSON of a Hugging Face tokenizer. */
    static WordPieces read(InputStream json) throws IOException {
        JsonNode vocabulary = new JsonMapper().readTree(json).path("model").path("vocab");
        Map<String, Integer> ids = new HashMap<>(2 * vocabulary.size());
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            ids.put(entry.getKey(), entry.getValue().intValue());
        }
        return new WordPieces(ids);
    }

    /** At most {@code most} ids, 2 or more: the mark of the beginning, the first tokens of the text, the mark of the end. */
    long[] encode(String text, int most) {
        Ids into = new Ids(most);
        into.add(begin);
        String read = clean(text, (int) Math.min(text.length(), (long) most * CHARS_PER_TOKEN));
        int start = -1;
        for (int at = 0; at < read.length() && !into.full(); ) {
            int point = read.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean blank = blank(point);
            boolean alone = punctuation(point) || ideograph(point);
            if (start >= 0 && (blank || alone)) {
                word(read, start, at, into);
                start = -1;
            }
            if (alone) {
                word(read, at, next, into);
            } else if (!blank && start < 0) {
                start = at;
            }
            at = next;
        }
        if (start >= 0) {
            word(read, start, read.length(), into);
        }
        return into.close(end);
    }

    /** Lower case, decomposed, without marks that combine and without control characters. */
    private static String clean(String text, int length) {
        int whole = length < text.length() && length > 0 && Character.isHighSurrogate(text.charAt(length - 1))
                ? length - 1
                : length;
        String apart = Normalizer.normalize(text.substring(0, whole), Normalizer.Form.NFD);
        StringBuilder kept = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK && !dropped(point))
                .forEach(kept::appendCodePoint);
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean dropped(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
                point != '\t' && point != '\n' && point != '\r';
            default -> point == 0xFFFD;
        };
    }

    private static boolean blank(int point) {
        return point == '\t' || point == '\n' || point == '\r' || Character.isSpaceChar(point);
    }

    private static boolean punctuation(int point) {
        if (point < 128) {
            return point > ' ' && point < 127 && !Character.isLetterOrDigit(point);
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION -> true;
            case Character.END_PUNCTUATION, Character.OTHER_PUNCTUATION -> true;
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The blocks that BERT takes for Chinese. */
    private static boolean ideograph(int point) {
        return point >= 0x4E00 && point <= 0x9FFF
                || point >= 0x3400 && point <= 0x4DBF
                || point >= 0x20000 && point <= 0x2CEAF
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0x2F800 && point <= 0x2FA1F;
    }

    /** The longest piece that fits, and again from there; a word that does not come out even is unknown as a whole. */
    private void word(String text, int from, int to, Ids into) {
        if (text.codePointCount(from, to) > LONGEST_WORD) {
            into.add(unknown);
            return;
        }
        int mark = into.size();
        for (int at = from; at < to; ) {
            int stop = to;
            @Nullable Integer found = null;
            while (stop > at && found == null) {
                String piece = text.substring(at, stop);
                found = ids.get(at == from ? piece : "##" + piece);
                stop = found == null ? text.offsetByCodePoints(stop, -1) : stop;
            }
            if (found == null) {
                into.backTo(mark);
                into.add(unknown);
                return;
            }
            into.add(found);
            at = stop;
        }
    }

    /** Ids up to a number of them, the last place kept for the mark of the end. */
    private static final class Ids {
        private final long[] ids;
        private int size;

        Ids(int most) {
            ids = new long[most];
        }

        boolean full() {
            return size >= ids.length - 1;
        }

        int size() {
            return size;
        }

        void add(int id) {
            if (!full()) {
                ids[size++] = id;
            }
        }

        void backTo(int mark) {
            size = mark;
        }

        long[] close(int end) {
            ids[size++] = end;
            return Arrays.copyOf(ids, size);
        }
    }
}
