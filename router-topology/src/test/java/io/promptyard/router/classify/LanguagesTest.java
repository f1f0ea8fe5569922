package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private final Languages languages = Languages.known();

    @Test
    void shouldNameEachLanguageOnceAndNone() {
        assertThat(languages.codes())
                .contains("en", "de", "zh", "ja", "uk", "ar", "und")
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(code -> code.matches("[a-z]{2}|und"));
    }

    @ParameterizedTest
    @CsvSource({
        "DE, de",
        "German, de",
        "german, de",
        "Deutsch, de",
        "deu, de",
        "de-AT, de",
        "pt_BR, pt",
        "Chinese, zh",
        "日本語, ja",
        "UND, und"
    })
    void shouldTellWhichCodeIsMeant(String text, String code) {
        assertThat(languages.meant(text)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"klingon", "xx", "d", "eo"})
    void shouldTellNothingOfALanguageThatItDoesNotKnow(String text) {
        assertThat(languages.meant(text)).isEmpty();
    }
}
