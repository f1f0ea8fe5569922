package io.promptyard.standalone.config.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of docs/reference/configuration.md. People write the page; between {@code <!-- keys routes.match -->} and
 * {@code <!-- /keys -->} stand the keys of the sections that are named, and between {@code <!-- words … -->} and its end the
 * words that a key takes, as they are declared. Pure.
 */
public final class ReferencePage {
    private static final Pattern PLACE = Pattern.compile("(?s)(<!-- (keys|words) ([a-z. -]+) -->\n).*?(<!-- /\\2 -->)");

    private static final String KEYS = "keys";
    private static final String WORDS = "words";

    /** The last column only where a key of the table has something in it. */
    private static final List<String> HEAD = List.of("key", "takes", "default", "example", "meaning", "also by");

    private final Map<String, Key> keys;

    public ReferencePage(Table top) {
        this.keys = Row.all(top).stream()
                .collect(Collectors.toMap(Row::plain, Row::key, (first, again) -> first, LinkedHashMap::new));
    }

    /**
     * The page with its tables as they are declared.
     *
     * @throws IllegalArgumentException when it names a key that is not there
     */
    public String written(String page) {
        return PLACE.matcher(page).replaceAll(place -> {
            List<Key> named = named(place.group(3));
            String table = place.group(2).equals(KEYS) ? keys(named) : words(named);
            return Matcher.quoteReplacement(place.group(1) + table + place.group(4));
        });
    }

    /** What the page ought to show in a table of its own, and does not: plain paths. */
    public List<String> missing(String page) {
        Set<Object> tables = placed(page, KEYS);
        Set<Object> words = placed(page, WORDS);
        return keys.entrySet().stream()
                .filter(each -> isApart(each) && !tables.contains(within(each.getValue()))
                        || hasWords(each.getValue()) && !words.contains(within(each.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<Object> placed(String page, String kind) {
        return PLACE.matcher(page)
                .results()
                .filter(place -> place.group(2).equals(kind))
                .flatMap(place -> named(place.group(3)).stream())
                .map(ReferencePage::within)
                .collect(Collectors.toSet());
    }

    /** Two keys may have the same keys within: one place is enough. */
    private static Object within(Key key) {
        return key instanceof SectionKey section ? section.table() : key;
    }

    private static boolean isApart(Map.Entry<String, Key> each) {
        return each.getKey().indexOf('.') < 0
                || each.getValue() instanceof SectionKey section && section.place() == SectionKey.Place.APART;
    }

    private static boolean hasWords(Key key) {
        return key instanceof SectionKey section && !section.words().isEmpty();
    }

    private List<Key> named(String paths) {
        return Arrays.stream(paths.split(" "))
                .map(path -> {
                    Key key = keys.get(path);
                    if (key == null) {
                        throw new IllegalArgumentException("the page wants a table of " + path + ", which is no key");
                    }
                    return key;
                })
                .toList();
    }

    private static String words(List<Key> keys) {
        List<List<String>> rows = keys.stream()
                .flatMap(key -> ((SectionKey) key).words().stream())
                .map(word -> List.of(code(word.word()), word.means()))
                .toList();
        return table(List.of("word", "meaning"), rows);
    }

    private static String keys(List<Key> keys) {
        List<Shown> shown = new ArrayList<>();
        keys.forEach(key -> {
            if (key instanceof SectionKey section) {
                add(shown, keys.size() == 1 ? "" : section.name() + section.between() + ".", section.table());
            } else {
                shown.add(new Shown(key.name(), key));
            }
        });
        boolean elsewhere = shown.stream().anyMatch(each -> !each.elsewhere().isEmpty());
        int columns = elsewhere ? HEAD.size() : HEAD.size() - 1;
        return table(
                HEAD.subList(0, columns),
                shown.stream().map(each -> each.cells().subList(0, columns)).toList());
    }

    private static void add(List<Shown> shown, String prefix, Table table) {
        for (Key key : table.keys()) {
            if (!key.draft().means().isEmpty()) {
                shown.add(new Shown(prefix + key.name(), key));
            }
            if (key instanceof SectionKey section && section.place() == SectionKey.Place.AMONG) {
                add(shown, prefix + key.name() + section.between() + ".", section.table());
            }
        }
    }

    /** A key by the name that its table has for it. */
    private record Shown(String name, Key key) {
        List<String> cells() {
            return List.of(
                    code(name),
                    key.takes(),
                    key.otherwise(),
                    code(key.draft().example()),
                    key.draft().means(),
                    elsewhere());
        }

        String elsewhere() {
            return Stream.of(
                            key.draft().variable(),
                            key.draft().flag().isEmpty()
                                    ? ""
                                    : "up " + key.draft().flag())
                    .filter(way -> !way.isEmpty())
                    .map(ReferencePage::code)
                    .collect(Collectors.joining(", "));
        }
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String table(List<String> head, List<List<String>> rows) {
        Function<List<String>, String> line = cells ->
                cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
        return line.apply(head)
                + line.apply(head.stream().map(cell -> "---").toList()).replace(" ", "")
                + rows.stream().map(line).collect(Collectors.joining());
    }
}
