package io.promptyard.standalone.config.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key where it stands in the file.
 *
 * @param path such as {@code routes[].match.task}; what the user names stands in angle brackets, {@code providers.<name>.dialect}
 * @param as the path of another key that has the same keys within, and comes before; empty for none
 * @param again whether it is within such a repetition
 */
public record Row(String path, Key key, String as, boolean again) {

    /** Every key of a file, each section's before the next, in the order of the reference. */
    public static List<Row> all(Table top) {
        List<Row> rows = new ArrayList<>();
        add(rows, new HashMap<>(), "", top, false);
        return rows;
    }

    private static void add(List<Row> rows, Map<Table, String> seen, String prefix, Table table, boolean again) {
        for (Key key : table.keys()) {
            String path = prefix + key.name();
            if (key instanceof SectionKey section) {
                String as = seen.getOrDefault(section.table(), "");
                rows.add(new Row(path, key, as, again));
                seen.putIfAbsent(section.table(), path);
                add(rows, seen, path + section.between() + ".", section.table(), again || !as.isEmpty());
            } else {
                rows.add(new Row(path, key, "", again));
            }
        }
    }

    /** The path without what the user names and without brackets: {@code routes.match.task}. */
    public String plain() {
        return plainOf(path);
    }

    public static String plainOf(String path) {
        return path.replaceAll("\\.<[^>]*>|\\[]", "");
    }

    /** Whether a path leads to this key: with the user's names and numbers, as a problem has it, or without. */
    public boolean isAt(String path) {
        String pattern = Arrays.stream(this.path.split("\\.<[^>]*>|\\[]", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("(\\..+?)?", "", key instanceof MapKey ? "(\\..+)?" : ""));
        return path.replaceAll("\\[\\d*]", "").matches(pattern);
    }

    /** Whether it is the other, or the other is within. */
    public boolean holds(Row other) {
        return other.path.equals(path) || other.path.startsWith(path + ".") || other.path.startsWith(path + "[]");
    }
}
