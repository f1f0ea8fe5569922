package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PieceCounterTest {
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final PieceCounter COUNTER = new PieceCounter(O200K::countTokensOrdinary);

    @Property(tries = 2000)
    void shouldCountAsTheTokenizerWhenTheTextIsAnyAscii(@ForAll("ascii") String text) {
        assertThat(COUNTER.applyAsInt(text)).isEqualTo(O200K.countTokensOrdinary(text));
    }

    @Property(tries = 2000)
    void shouldCountAsTheTokenizerWhenTheTextIsLikeProseAndCode(@ForAll("written") String text) {
        assertThat(COUNTER.applyAsInt(text)).isEqualTo(O200K.countTokensOrdinary(text));
    }

    @Property(tries = 500)
    void shouldCountAsTheTokenizerWhenTheTextIsAny(@ForAll String text) {
        assertThat(COUNTER.applyAsInt(text)).isEqualTo(O200K.countTokensOrdinary(text));
    }

    @Property(tries = 2000)
    void shouldCountAsTheTokenizerWhenTheTextIsOfManyScripts(@ForAll("scripts") String text) {
        assertThat(COUNTER.applyAsInt(text)).isEqualTo(O200K.countTokensOrdinary(text));
    }

    @Example
    void shouldCountAsTheTokenizerWhenManyPiecesShareAPlace() {
        // Given
        String words = IntStream.range(0, 3 * PieceCounter.NOTES)
                .mapToObj(i -> " w" + Integer.toString(i, 26).replaceAll("[0-9]", "z"))
                .collect(Collectors.joining());

        // When
        int first = COUNTER.applyAsInt(words);
        int again = COUNTER.applyAsInt(words);

        // Then
        assertThat(List.of(first, again)).containsOnly(O200K.countTokensOrdinary(words));
    }

    @Provide
    Arbitrary<String> ascii() {
        return Arbitraries.strings().ascii().ofMaxLength(200);
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(
                        "слово", "Слово", "ёж", "λόγος", "palavra", "ação", "e\u0301", "\u0301", "ـ", "كتاب", "ספר",
                        "किताब", "๓", "ไทย", "٣", "Ⅷ", "²", "ª", "ʰ", "漢字", "カナ", "한글", "😀", "𐐀", "\ud83d", "\ude00",
                        " ", " ", " ", " ", "  ", "\u00a0", "\u3000", "\n", "'s", "’s", "'", "—", ".", "a", "B", "7",
                        "٣٤", "\u200d", "\u00ad", "ǅ")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> written() {
        return Arbitraries.of(
                        "the",
                        " The",
                        " HTML",
                        "parser",
                        "camelCase",
                        "'s",
                        "'LL",
                        "'re",
                        "'r",
                        "'",
                        " ",
                        "  ",
                        "\t",
                        "\n",
                        "\r\n",
                        " \n ",
                        "   \n\n",
                        "1",
                        "1234567",
                        "3.14",
                        "//",
                        " / ",
                        "({",
                        "});\n",
                        "!!!\n/\n",
                        "\u001c",
                        "\u000b",
                        "é",
                        " Straße",
                        "’s",
                        " — ",
                        "漢字",
                        "😀",
                        " x9 y",
                        "a b",
                        "ı",
                        "\u2028",
                        "\u00a0",
                        "K")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
