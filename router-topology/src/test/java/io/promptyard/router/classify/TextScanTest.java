package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextScanTest {
    private final TextScan reused = TextScan.of("what was read before, 1 2 3, must not be seen: όσο ΟΣ İ?");

    @Property(tries = 3000)
    void shouldFindTheWordsOfTheLowerCasedTextWhenTheTextIsLikeWriting(@ForAll("written") String text) {
        assertThat(words(reused.read(text))).isEqualTo(hashes(Words.of(text)));
    }

    @Property(tries = 1000)
    void shouldFindTheWordsOfTheLowerCasedTextWhenTheTextIsAny(@ForAll String text) {
        assertThat(words(reused.read(text))).isEqualTo(hashes(Words.of(text)));
    }

    @Property(tries = 1000)
    void shouldLeaveOutNothingButSpaceWhenTheTextIsAny(@ForAll("written") String text) {
        // When
        TextScan scan = reused.read(text);

        // Then
        int at = 0;
        for (int term = 0; term < scan.size(); term++) {
            assertThat(text.substring(at, scan.start(term)).chars()).allMatch(TextScanTest::isSpace);
            assertThat(scan.end(term)).isGreaterThan(scan.start(term));
            at = scan.end(term);
        }
        assertThat(text.substring(at).chars()).allMatch(TextScanTest::isSpace);
    }

    @Example
    void shouldTellKindsAndPlacesOfTerms() {
        // Given
        String text = "Isn’t  π 3.14? 漢字😀 " + "x".repeat(33);

        // When
        TextScan scan = TextScan.of(text);

        // Then
        List<String> terms = new ArrayList<>();
        for (int term = 0; term < scan.size(); term++) {
            terms.add(scan.kind(term) + text.substring(scan.start(term), scan.end(term)));
        }
        assertThat(terms)
                .containsExactly("0Isn’t", "0π", "23", "3.", "214", "3?", "0漢", "0字", "3😀", "1" + "x".repeat(33));
        assertThat(scan.hash(0)).isEqualTo(TermHash.of("isn't"));
        assertThat(scan.hash(4)).isEqualTo(TermHash.of("14"));
        assertThat(scan.hash(8)).isEqualTo(TermHash.of("😀"));
        assertThat(scan.words()).isEqualTo(4);
        assertThat(scan.term(3)).isEqualTo(7);
        assertThat(scan.text()).isEqualTo(text);
    }

    @Example
    void shouldTellTheOrderOfAPair() {
        // Given
        long one = TermHash.of("write");
        long other = TermHash.of("code");

        // When
        long pair = TermHash.pair(one, other);

        // Then
        assertThat(pair).isNotEqualTo(TermHash.pair(other, one)).isEqualTo(TermHash.pair(one, other));
    }

    @Example
    void shouldListNoMoreWordsThanTheLimitWhenMoreThanThatFollowEachOther() {
        // Given the last word before the limit has a character of a script without spaces at its end
        String text = "a ".repeat(TextScan.MAX_WORDS - 1) + "b漢字 c";

        // When
        TextScan scan = reused.read(text);

        // Then
        assertThat(words(scan)).isEqualTo(hashes(Words.of(text))).hasSize(TextScan.MAX_WORDS + 1);
        assertThat(scan.size()).isEqualTo(TextScan.MAX_WORDS + 3);
    }

    private static boolean isSpace(int c) {
        return c <= ' ' || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    private static List<Long> words(TextScan scan) {
        List<Long> hashes = new ArrayList<>();
        for (int word = 0; word < scan.words(); word++) {
            hashes.add(scan.hash(scan.term(word)));
        }
        return hashes;
    }

    private static List<Long> hashes(List<String> words) {
        return words.stream().map(TermHash::of).toList();
    }

    @Provide
    Arbitrary<String> written() {
        return Arbitraries.of(
                        "word",
                        "Word",
                        "WORD",
                        "'",
                        "’",
                        "'s",
                        "’S",
                        " ",
                        "\n",
                        "\t",
                        "\u00a0",
                        "\u2028",
                        ".",
                        ",",
                        "?",
                        "1",
                        "42",
                        "٣",
                        "é",
                        "É",
                        "e\u0301",
                        "\u0301",
                        "İ",
                        "I",
                        "ı",
                        "ΟΔΟΣ",
                        "Σ",
                        "σ",
                        "ς",
                        "漢字",
                        "カナ",
                        "。",
                        "ไทย",
                        "ั",
                        "๓",
                        "Привет",
                        "ПРИВЕТ",
                        "😀",
                        "\ud83d",
                        "\ude00",
                        "𐐀",
                        "ﬁ",
                        "K",
                        "ß",
                        "ẞ",
                        "Ⅷ",
                        "Ⓐ",
                        "ª",
                        "_",
                        "-",
                        "\u0000",
                        "\u007f",
                        "abcdefghijklmnopqrstuvwxyzabcd",
                        "x")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
