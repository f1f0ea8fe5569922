package io.promptyard.router.classify;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /** Of scripts with several languages, besides those of the table. */
    private static final List<String> BY_LETTERS =
            List.of("ja", "zh", "uk", "be", "kk", "sr", "ru", "bg", "ur", "fa", "ar");

    private static final UnicodeScript[] SCRIPTS = UnicodeScript.values();
    private static final int NO_LETTER = 0xFF;
    /** By character, the ordinal of the script of a letter: to ask for it each time costs more than all else. */
    private static final byte[] LETTER_SCRIPTS = letterScripts();

    private static final int HAN = UnicodeScript.HAN.ordinal();
    private static final int KANA = UnicodeScript.HIRAGANA.ordinal();
    private static final int KATAKANA = UnicodeScript.KATAKANA.ordinal();
    private static final int LATIN = UnicodeScript.LATIN.ordinal();

    private final String[] languages;
    /** By the number of a word. */
    private final @Nullable Shares[] weights;
    /** By character. */
    private final @Nullable Shares[] letters;

    /** What a word or letter says: for each of some languages its share, by which none gains by a longer list. */
    private record Shares(int[] languages, float share) {
        void addTo(float[] scores) {
            for (int language : languages) {
                scores[language] += share;
            }
        }
    }

    /** All that it may say of a text, in alphabetical order. */
    static List<String> codes(List<String> lines) {
        Stream<String> byWords = lines.stream().map(line -> line.split("\t")[0]);
        Stream<String> byScript = Stream.concat(BY_SCRIPT.values().stream(), BY_LETTERS.stream());
        return Stream.concat(Stream.concat(byWords, byScript), Stream.of(UNDETERMINED))
                .sorted()
                .toList();
    }

    /** {@code lines} are {@code code<TAB>words<TAB>letters}: what only, or mostly, that language uses. */
    LanguageDetector(List<String> lines, WordTable table) {
        languages = lines.stream().map(line -> line.split("\t")[0]).toArray(String[]::new);
        Map<Integer, Set<Integer>> byWord = new HashMap<>();
        Map<Integer, Set<Integer>> byLetter = new HashMap<>();
        for (int language = 0; language < languages.length; language++) {
            String[] columns = lines.get(language).split("\t", -1);
            for (String word : columns[1].split(" ")) {
                byWord.computeIfAbsent(table.add(word), w -> new TreeSet<>()).add(language);
            }
            for (char letter : columns[2].toCharArray()) {
                byLetter.computeIfAbsent((int) letter, l -> new TreeSet<>()).add(language);
            }
        }
        weights = shares(byWord);
        letters = shares(byLetter);
    }

    private static @Nullable Shares[] shares(Map<Integer, Set<Integer>> languages) {
        Shares[] shares = new Shares
                [1 + languages.keySet().stream().mapToInt(i -> i).max().orElse(0)];
        languages.forEach((key, spoken) ->
                shares[key] = new Shares(spoken.stream().mapToInt(i -> i).toArray(), 1f / spoken.size()));
        return shares;
    }

    String detect(Reading reading) {
        String text = reading.scan().text();
        int sample = Math.min(text.length(), SAMPLE_CHARS);
        if (reading.scan().ascii() >= sample) {
            return hasLatin(text, sample) ? latin(text, reading) : UNDETERMINED;
        }
        int[] scripts = scripts(text, sample);
        int most = UnicodeScript.COMMON.ordinal();
        for (int script = 0; script < scripts.length; script++) {
            most = scripts[script] > scripts[most] ? script : most;
        }
        if (most == HAN || most == KANA || most == KATAKANA) {
            return (scripts[KANA] + scripts[KATAKANA]) * 10 >= scripts[HAN] ? "ja" : "zh";
        }
        return switch (SCRIPTS[most]) {
            case LATIN -> latin(text, reading);
            case CYRILLIC -> cyrillic(text);
            case ARABIC -> arabic(text);
            default -> BY_SCRIPT.getOrDefault(SCRIPTS[most], UNDETERMINED);
        };
    }

    private static boolean hasLatin(String text, int end) {
        for (int at = 0; at < end; at++) {
            if (isLatin(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** A character of a script without spaces weighs as much as three letters: it is about half a word. */
    private static int[] scripts(String text, int end) {
        int[] scripts = new int[SCRIPTS.length];
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            int script = c < 0x80 ? isLatin(c) ? LATIN : NO_LETTER : LETTER_SCRIPTS[c] & 0xFF;
            if (script != NO_LETTER) {
                scripts[script] += c >= 0x2E80 && c <= 0xD7AF ? 3 : 1;
            }
        }
        return scripts;
    }

    private static byte[] letterScripts() {
        byte[] scripts = new byte[1 << Character.SIZE];
        for (int c = 0; c < scripts.length; c++) {
            scripts[c] = (byte) (Character.isLetter(c) ? UnicodeScript.of(c).ordinal() : NO_LETTER);
        }
        return scripts;
    }

    private String latin(String text, Reading reading) {
        float[] scores = new float[languages.length];
        for (int at = 0; at < Math.min(reading.size(), SAMPLE_WORDS); at++) {
            add(weights, reading.word(at), scores);
        }
        int end = Math.min(text.length(), SAMPLE_CHARS);
        for (int at = reading.scan().ascii(); at < end; at++) {
            if (text.charAt(at) >= 0x80) {
                add(letters, Character.toLowerCase(text.charAt(at)), scores);
            }
        }
        int best = 0;
        for (int language = 1; language < scores.length; language++) {
            best = scores[language] > scores[best] ? language : best;
        }
        return scores[best] >= 0.5 ? languages[best] : UNDETERMINED;
    }

    private static void add(@Nullable Shares[] shares, int key, float[] scores) {
        Shares share = key >= 0 && key < shares.length ? shares[key] : null;
        if (share != null) {
            share.addTo(scores);
        }
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
}
