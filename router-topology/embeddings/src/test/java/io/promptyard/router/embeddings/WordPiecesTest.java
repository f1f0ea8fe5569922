package io.promptyard.router.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids are those of Hugging Face's tokenizers (through DJL 0.36.0) with the same vocabulary. */
final class WordPiecesTest {
    private static WordPieces pieces;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream json = Objects.requireNonNull(
                WordPiecesTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"))) {
            pieces = WordPieces.read(json);
        }
    }

    private static long[] ids(long... ids) {
        return ids;
    }

    @Test
    void shouldCutWordsAndMarksWhenTheTextIsEnglish() {
        assertThat(pieces.encode("What is the capital of France?", 256))
                .isEqualTo(ids(101, 2054, 2003, 1996, 3007, 1997, 2605, 1029, 102));
        assertThat(pieces.encode("€100 → 5% of $2,000.50_underscore", 256))
                .isEqualTo(ids(
                        101, 1574, 18613, 1585, 1019, 1003, 1997, 1002, 1016, 1010, 2199, 1012, 2753, 1035, 2104, 9363,
                        2890, 102));
        assertThat(pieces.encode("def f(x):\n\treturn x**2  # squares", 256))
                .isEqualTo(
                        ids(101, 13366, 1042, 1006, 1060, 1007, 1024, 2709, 1060, 1008, 1008, 1016, 1001, 14320, 102));
    }

    @Test
    void shouldDropAccentsWhenLettersHaveThem() {
        assertThat(pieces.encode("Résumé naïve Ångström — “quotes” don't!", 256))
                .isEqualTo(ids(101, 13746, 15743, 17076, 15687, 1517, 1523, 16614, 1524, 2123, 1005, 1056, 999, 102));
    }

    @Test
    void shouldCutLikeTheOriginalWhenTheScriptIsNotLatin() {
        assertThat(pieces.encode("北京是中国的首都", 256))
                .isEqualTo(ids(101, 1781, 1755, 100, 1746, 1799, 1916, 100, 1961, 102));
        assertThat(pieces.encode("Прывітанне, свет! 🙂 emoji", 256))
                .isEqualTo(ids(
                        101, 1194, 16856, 29113, 25529, 29760, 22919, 28995, 18947, 15290, 1010, 1196, 25529, 15290,
                        22919, 999, 100, 7861, 29147, 2072, 102));
        assertThat(pieces.encode("مرحبا بالعالم", 256))
                .isEqualTo(ids(
                        101, 1295, 17149, 29820, 29816, 25573, 1271, 25573, 23673, 29830, 25573, 23673, 22192, 102));
        assertThat(pieces.encode("안녕하세요 세계", 256))
                .isEqualTo(ids(
                        101, 1463, 30006, 30021, 29992, 30010, 30025, 30005, 30006, 29997, 30009, 29999, 30013, 100,
                        102));
    }

    @Test
    void shouldKeepTheFirstTokensWhenThereAreMore() {
        assertThat(pieces.encode("What is the capital of France?", 5)).isEqualTo(ids(101, 2054, 2003, 1996, 102));
        assertThat(pieces.encode("supercalifragilisticexpialidocious", 6))
                .isEqualTo(ids(101, 3565, 9289, 10128, 29181, 102));
        assertThat(pieces.encode("What", 2)).isEqualTo(ids(101, 102));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\u0000\uFFFD", "\uD800", "\u0301", "\uDC00 \uD83D"})
    void shouldHaveTheMarksAloneWhenNothingIsThere(String text) {
        assertThat(pieces.encode(text, 256)).isEqualTo(ids(101, 102));
    }

    @Test
    void shouldStayBoundedWhenTheTextIsLong() {
        assertThat(pieces.encode("a".repeat(1_000_000), 256)).isEqualTo(ids(101, 100, 102));
        assertThat(pieces.encode("a ".repeat(500_000), 256)).hasSize(256);
        assertThat(pieces.encode("🙂".repeat(500_000), 3)).isEqualTo(ids(101, 100, 102));
    }
}
