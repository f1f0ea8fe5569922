package io.promptyard.router.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every language that a classification may name: ISO 639-1 in lower case, and {@code und} where none is known. Immutable. */
public final class Languages {
    /** What may follow a language in a tag: a region, a script. */
    private static final String REST = "[-_ ].*";

    private final List<String> codes;

    private Languages(List<String> codes) {
        this.codes = codes;
    }

    public static Languages known() {
        return new Languages(LanguageDetector.codes(Tables.builtIn().languages()));
    }

    /** In alphabetical order. */
    public List<String> codes() {
        return codes;
    }

    /**
     * The code that is meant by one in upper case or of three letters, by a tag such as {@code de-AT}, or by a language's name in English or its
     * own; empty where none is.
     */
    public Optional<String> meant(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        String begin = word.replaceFirst(REST, "");
        return codes.stream()
                .filter(code -> code.equals(begin) || isCalled(Locale.of(code), word))
                .findFirst();
    }

    private static boolean isCalled(Locale language, String word) {
        return language.getISO3Language().equals(word)
                || language.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(word)
                || language.getDisplayLanguage(language).equalsIgnoreCase(word);
    }
}
