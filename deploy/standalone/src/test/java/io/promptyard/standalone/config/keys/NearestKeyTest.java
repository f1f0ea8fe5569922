package io.promptyard.standalone.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    private static final List<String> KNOWN =
            List.of("openai", "mistral", "code", "math", "summarization", "cheapest-capable", "max-concurrency", "a");

    @ParameterizedTest
    @CsvSource({
        "opnai, openai",
        "OpenAI, openai",
        "mistal, mistral",
        "coding, code",
        "codes, code",
        "maths, math",
        "summary, summarization",
        "cheapest, cheapest-capable",
        "max-concurency, max-concurrency",
        "aa, a"
    })
    void shouldNameTheWordThatIsLikelyMeant(String word, String near) {
        assertThat(NearestKey.of(word, KNOWN)).contains(near);
        assertThat(NearestKey.words(word, KNOWN)).isEqualTo(", the nearest known is " + near);
    }

    @ParameterizedTest
    @CsvSource({"deepseek", "azure", "cooking", "xyz", "zz"})
    void shouldNameNoneThatIsFarOff(String word) {
        assertThat(NearestKey.of(word, KNOWN)).isEmpty();
        assertThat(NearestKey.words(word, KNOWN)).isEmpty();
    }

    @Test
    void shouldNameNoneWhereNoneIsKnown() {
        assertThat(NearestKey.of("openai", List.of())).isEmpty();
        assertThat(NearestKey.words("openai", List.of())).isEmpty();
    }

    @Test
    void shouldNameAllWhereNoneIsNearAndTheyAreFew() {
        assertThat(NearestKey.words("retention", List.of("delivery", "on-restart")))
                .isEqualTo(", known are delivery, on-restart");
        assertThat(NearestKey.words("deepseek", List.of("openai"))).isEqualTo(", the only known is openai");
    }
}
