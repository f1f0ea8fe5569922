package io.promptyard.standalone.config.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables of a small file that has a bit of everything. */
class ReferencePageTest {
    private static final Key PORT = Key.named("port")
            .example("9")
            .means("a | b")
            .variable("X_PORT")
            .flag("--port")
            .value(Rule.integer(0, 9), 8);
    private static final Key LIMIT =
            Key.named("limit").example("2s").means("how long").value(Rule.DURATION);
    private static final Key PAUSE =
            Key.named("pause").example("2s").means("how long").value(Rule.DURATION);
    private static final SectionKey APART = Key.named("inner")
            .example("fast")
            .means("how")
            .holding(Table.of(LIMIT))
            .or(List.of(new Word<>("fast", 1, "at once")))
            .apart();
    private static final Table TOP = Table.of(
            Key.named("outer")
                    .named("name", Table.of(PORT, APART, Key.named("l").listing(Table.of(PAUSE)))),
            Key.named("other").holding(Table.of(APART)));

    private final ReferencePage page = new ReferencePage(TOP);

    @Test
    void shouldWriteTheKeysOfASectionInPlaceOfWhatStoodThere() {
        // When
        String written = page.written("prose\n<!-- keys outer -->\nold\n<!-- /keys -->\nmore\n");
        // Then
        assertThat(written).isEqualTo("""
                prose
                <!-- keys outer -->
                | key | takes | default | example | meaning | also by |
                |---|---|---|---|---|---|
                | `port` | a whole number from 0 to 9 | `8` | `9` | a \\| b | `X_PORT`, `up --port` |
                | `inner` | a word or a map | none | `fast` | how |  |
                | `l[].pause` | a duration above 0 | none | `2s` | how long |  |
                <!-- /keys -->
                more
                """);
        assertThat(page.written(written)).isEqualTo(written);
    }

    @Test
    void shouldNameTheSectionsWhenThereAreSeveralAndTheWordsOfAKey() {
        // When
        String written =
                page.written("<!-- keys other outer -->\n<!-- /keys -->\n<!-- words outer.inner -->\n<!-- /words -->");
        // Then
        assertThat(written)
                .contains("| `other.inner` |", "| `outer.<name>.port` |")
                .endsWith("| word | meaning |\n|---|---|\n| `fast` | at once |\n<!-- /words -->");
    }

    @Test
    void shouldNameWhatThePageDoesNotShow() {
        // When
        List<String> all = page.missing("prose");
        List<String> none = page.missing(
                "<!-- keys outer other other.inner -->\n<!-- /keys --><!-- words outer.inner -->\n<!-- /words -->");
        // Then
        assertThat(all).containsExactly("outer", "outer.inner", "other", "other.inner");
        assertThat(none).isEmpty();
    }

    @Test
    void shouldRefuseAPlaceForAKeyThatIsNotThere() {
        // When // Then
        assertThatThrownBy(() -> page.written("<!-- keys inner -->\n<!-- /keys -->"))
                .hasMessage("the page wants a table of inner, which is no key");
    }

    @Test
    void shouldSayOfEveryKeyWhereItStandsAndWhatIsThereTwice() {
        // When
        List<Row> rows = Row.all(TOP);
        // Then
        assertThat(rows.stream().map(Row::path))
                .containsExactly(
                        "outer",
                        "outer.<name>.port",
                        "outer.<name>.inner",
                        "outer.<name>.inner.limit",
                        "outer.<name>.l",
                        "outer.<name>.l[].pause",
                        "other",
                        "other.inner",
                        "other.inner.limit");
        assertThat(rows).filteredOn(Row::again).singleElement().returns("other.inner.limit", Row::path);
        assertThat(rows)
                .filteredOn(row -> row.path().equals("other.inner"))
                .allMatch(row -> row.as().equals("outer.<name>.inner"));
    }

    @Test
    void shouldFindAKeyByThePathThatAProblemHas() {
        // Given
        Row port = Row.all(TOP).get(1);
        Row pause = Row.all(TOP).get(5);
        // When // Then
        assertThat(Stream.of("outer.<name>.port", "outer.a/b-1.0.port", "outer.port"))
                .allMatch(port::isAt);
        assertThat(Stream.of("outer", "outer.port.x", "port", "outer.a.ports")).noneMatch(port::isAt);
        assertThat(Stream.of("outer.a.l[12].pause", "outer.l.pause", "outer.a.l[].pause"))
                .allMatch(pause::isAt);
        assertThat(Row.all(TOP).getFirst().holds(pause)).isTrue();
        assertThat(port.holds(pause)).isFalse();
    }
}
