package io.promptyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void shouldBeTheSameObjectWhenNamesAreMetInTurn() {
        // Given: two whose hashes share a place
        Target opus = Target.of("anthropic", "claude-opus-4-5");
        Target gemini = Target.of("gemini", "gemini-2.5-pro");
        // When
        Target opusAgain = Target.parse("anthropic/claude-opus-4-5");
        Target geminiAgain = Target.parse("gemini/gemini-2.5-pro");
        // Then
        assertThat(opusAgain).isSameAs(opus).isSameAs(Target.of("anthropic", "claude-opus-4-5"));
        assertThat(geminiAgain).isSameAs(gemini).isSameAs(Target.of("gemini", "gemini-2.5-pro"));
    }

    @Test
    void shouldBeEqualWhenManyOthersWereMetBetween() {
        // Given
        Target first = Target.of("openai", "gpt-6");
        // When
        boolean allThemselves = IntStream.range(0, 100_000)
                .mapToObj(each -> Target.of("strangers", "model-" + each))
                .noneMatch(first::equals);
        // Then
        assertThat(allThemselves).isTrue();
        assertThat(Target.of("openai", "gpt-6")).isEqualTo(first).hasSameHashCodeAs(first);
    }

    @Test
    void shouldRefuseWhenANameIsBlankOrNoName() {
        // When
        var blank = assertThatThrownBy(() -> Target.of("openai", " "));
        var noName = assertThatThrownBy(() -> Target.of("open ai", "gpt-6"));
        // Then
        blank.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("model id");
        noName.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("provider id");
    }
}
