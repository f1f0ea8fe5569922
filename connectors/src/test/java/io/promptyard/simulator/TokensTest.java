package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TokensTest {

    @Property
    void shouldCountAsUtf8EncodesWhenTheTextIsWellFormed(@ForAll String text) {
        // Given
        var wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        // When
        var bytes = Tokens.utf8Length(wellFormed);

        // Then
        assertThat(bytes).isEqualTo(wellFormed.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property
    void shouldKeepWithinTheBoundAndCutNoCodePointWhenShortened(
            @ForAll String text, @ForAll @IntRange(max = 50) int tokens) {
        // Given
        var wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        // When
        var first = Tokens.first(wellFormed, tokens);

        // Then
        assertThat(Tokens.of(first)).isLessThanOrEqualTo(tokens);
        assertThat(wellFormed).startsWith(first);
        assertThat(new String(first.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(first);
    }

    @Property
    void shouldJoinToTheTextWhenCutIntoPieces(@ForAll String text, @ForAll @IntRange(min = 1, max = 9) int tokens) {
        // When
        var pieces = TextPieces.of(text, tokens);

        // Then
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).doesNotContain("");
    }
}
