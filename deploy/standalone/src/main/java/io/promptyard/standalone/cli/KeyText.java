package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.ConfigKeys;
import io.promptyard.standalone.config.keys.Draft;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key of the configuration for a terminal, and for machines. */
final class KeyText {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";
    private static final String NONE = "none";

    private KeyText() {}

    /** The key and an example, what it takes, and what it means, on lines of their own. */
    static String of(Row row) {
        Draft draft = row.key().draft();
        String first = row.path() + ":" + (draft.example().isEmpty() ? "" : " " + draft.example()) + "\n";
        String also = Stream.of(variable(row), flag(row))
                .filter(way -> way != null)
                .map(way -> ", also " + way)
                .collect(Collectors.joining());
        String takes = row.key().takes() + "; " + otherwise(row.key()) + also;
        return first
                + wrapped(plain(takes))
                + (row.as().isEmpty() ? "" : wrapped("the keys within are those of " + row.as()))
                + wrapped(plain(draft.means()));
    }

    /** Its fields: text in Markdown where it is prose; null for what it has not. */
    static Map<String, @Nullable Object> json(Row row) {
        Draft draft = row.key().draft();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", row.path());
        json.put("takes", row.key().takes());
        json.put("required", row.key().otherwise().equals(Draft.REQUIRED));
        json.put("default", row.key().literal().orElse(null));
        json.put("otherwise", row.key().literal().isPresent() ? null : row.key().otherwise());
        json.put("example", orNull(draft.example()));
        json.put("meaning", orNull(draft.means()));
        json.put("variable", variable(row));
        json.put("flag", flag(row));
        json.put("live", ConfigKeys.isLive(row));
        return json;
    }

    private static String otherwise(Key key) {
        String text = key.otherwise();
        if (text.startsWith(Draft.REQUIRED)) {
            return text;
        }
        return text.equals(NONE) ? "no default" : "default " + key.literal().orElse(text);
    }

    private static @Nullable String variable(Row row) {
        return orNull(row.key().draft().variable());
    }

    private static @Nullable String flag(Row row) {
        String flag = row.key().draft().flag();
        return flag.isEmpty() ? null : "up " + flag;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Links as a terminal has them: the words, and the page unless it is this one. */
    static String plain(String markdown) {
        return markdown.replaceAll("\\[([^]]*)]\\(#[^)]*\\)", "$1")
                .replaceAll("\\[([^]]*)]\\(([^)]*)\\)", "$1 (docs/reference/$2)");
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.append(INDENT).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return line.isEmpty()
                ? ""
                : lines.append(INDENT).append(line).append('\n').toString();
    }
}
