package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordTableTest {
    private final WordTable table = new WordTable();

    @Test
    void shouldFindEveryWordByItsHashWhenTheTableHasGrown() {
        // When
        int[] numbers = IntStream.range(0, 10_000).map(i -> table.add("w" + i)).toArray();

        // Then
        assertThat(numbers).isEqualTo(IntStream.range(0, 10_000).toArray());
        assertThat(IntStream.range(0, 10_000)
                        .map(i -> table.find(TermHash.of("w" + i)))
                        .toArray())
                .isEqualTo(numbers);
        assertThat(table.find(TermHash.of("other"))).isEqualTo(WordTable.NONE);
        assertThat(table.add("w77")).isEqualTo(77);
    }

    @Test
    void shouldTellAnOpeningFromTheWordAndFromThePair() {
        // When
        int word = table.add("write");
        int opening = table.addOpening("^write");
        int pair = table.addOpening("^write a");

        // Then
        Reading reading = Reading.of("Write a poem", table);
        assertThat(reading.word(0)).isEqualTo(word);
        assertThat(reading.opening()).isEqualTo(opening);
        assertThat(reading.openingPair()).isEqualTo(pair);
        assertThat(Reading.of("write", table).openingPair()).isEqualTo(WordTable.NONE);
        assertThat(Reading.of("", table).opening()).isEqualTo(WordTable.NONE);
    }

    @Test
    void shouldRefuseTwoWordsOfOneHash() {
        // Given
        table.add(7, "one");

        // When // Then
        assertThatThrownBy(() -> table.add(7, "other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("words: \"other\" has the hash of \"one\"");
    }
}
