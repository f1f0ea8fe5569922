package io.promptyard.router.classify;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language of a text, by script and, within the Latin script, by its commonest words: an ISO 639-1 code or
 * {@code und}. Looks at {@link #SAMPLE_CHARS} characters and {@link #SAMPLE_WORDS} words. Thread-safe.
 */
final class LanguageDetector {
    static final String UNDETERMINED = "und";
    static final int SAMPLE_CHARS = 1024;
    static final int SAMPLE_WORDS = 200;

    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"));

    private final String[] languages;
    private final Map<String, float[]> weights = new HashMap<>();
    private final Map<Character, float[]> letters = new HashMap<>();

    /** {@code table} has lines {@code code<TAB>words<TAB>letters}: what only, or mostly, that language uses. */
    LanguageDetector(List<String> table) {
        languages = table.stream().map(line -> line.split("\t")[0]).toArray(String[]::new);
        for (int language = 0; language < languages.length; language++) {
            String[] columns = table.get(language).split("\t", -1);
            for (String word : columns[1].split(" ")) {
                weights.computeIfAbsent(word, w -> new float[languages.length])[language] = 1;
            }
            for (char letter : columns[2].toCharArray()) {
                letters.computeIfAbsent(letter, l -> new float[languages.length])[language] = 1;
            }
        }
        weights.values().forEach(LanguageDetector::share);
        letters.values().forEach(LanguageDetector::share);
    }

    String detect(String text, List<String> words) {
        int letters = asciiLetters(text);
        if (letters >= 0) {
            return letters > 0 ? latin(text, words) : UNDETERMINED;
        }
        Map<UnicodeScript, Integer> scripts = scripts(text);
        UnicodeScript script = scripts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
        if (script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA) {
            int kana =
                    scripts.getOrDefault(UnicodeScript.HIRAGANA, 0) + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
            return kana * 10 >= scripts.getOrDefault(UnicodeScript.HAN, 0) ? "ja" : "zh";
        }
        return switch (script) {
            case LATIN -> latin(text, words);
            case CYRILLIC -> cyrillic(text);
            case ARABIC -> arabic(text);
            default -> BY_SCRIPT.getOrDefault(script, UNDETERMINED);
        };
    }

    /** How many letters the sample of an ASCII text has, which shows no other script; below 0 for any other text. */
    private static int asciiLetters(String text) {
        int end = Math.min(text.length(), SAMPLE_CHARS);
        int letters = 0;
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                return -1;
            }
            letters += c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? 1 : 0;
        }
        return letters;
    }

    /** A character of a script without spaces weighs as much as three letters: it is about half a word. */
    private static Map<UnicodeScript, Integer> scripts(String text) {
        Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
        int latin = 0;
        int end = Math.min(text.length(), SAMPLE_CHARS);
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (c < 0x80) {
                latin += c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? 1 : 0;
            } else if (Character.isLetter(c)) {
                scripts.merge(UnicodeScript.of(c), c >= 0x2E80 && c <= 0xD7AF ? 3 : 1, Integer::sum);
            }
        }
        if (latin > 0) {
            scripts.merge(UnicodeScript.LATIN, latin, Integer::sum);
        }
        return scripts;
    }

    private String latin(String text, List<String> words) {
        float[] scores = new float[languages.length];
        for (String word : words.subList(0, Math.min(words.size(), SAMPLE_WORDS))) {
            add(weights.get(word), scores);
        }
        int end = Math.min(text.length(), SAMPLE_CHARS);
        for (int at = 0; at < end; at++) {
            if (text.charAt(at) >= 0x80) {
                add(letters.get(Character.toLowerCase(text.charAt(at))), scores);
            }
        }
        int best = 0;
        for (int language = 1; language < scores.length; language++) {
            best = scores[language] > scores[best] ? language : best;
        }
        return scores[best] >= 0.5 ? languages[best] : UNDETERMINED;
    }

    private static String cyrillic(String text) {
        return has(text, "їєґ")
                ? "uk"
                : has(text, "ўі")
                        ? "be"
                        : has(text, "қғұөһә")
                                ? "kk"
                                : has(text, "ђјљњћџ")
                                        ? "sr"
                                        : has(text, "ыэё")
                                                ? "ru"
                                                : has(text, "ъщ") && text.contains(" на ") ? "bg" : "ru";
    }

    private static String arabic(String text) {
        return has(text, "ٹڈڑےں") ? "ur" : has(text, "پچژگی") ? "fa" : "ar";
    }

    private static boolean has(String text, String marks) {
        int end = Math.min(text.length(), SAMPLE_CHARS);
        for (int at = 0; at < end; at++) {
            if (marks.indexOf(Character.toLowerCase(text.charAt(at))) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static void add(float @Nullable [] weights, float[] scores) {
        for (int language = 0; weights != null && language < scores.length; language++) {
            scores[language] += weights[language];
        }
    }

    /** A word of several languages counts for each by its share, so that none gains by a longer list. */
    private static void share(float[] weights) {
        float sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        for (int language = 0; language < weights.length; language++) {
            weights[language] /= sum;
        }
    }
}
