package io.promptyard.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Texts of a given size in ASCII; plain English words, so that the classifier has something to read. */
public final class Prompts {
    private static final List<String> WORDS = List.of(
            "please",
            "explain",
            "how",
            "a",
            "small",
            "company",
            "could",
            "plan",
            "the",
            "delivery",
            "of",
            "fresh",
            "bread",
            "to",
            "seven",
            "shops",
            "when",
            "two",
            "drivers",
            "are",
            "away",
            "and",
            "one",
            "van",
            "must",
            "stay",
            "in",
            "garage",
            "until",
            "noon",
            "because",
            "its",
            "brakes",
            "need",
            "work",
            "what",
            "would",
            "you",
            "do",
            "first",
            "which",
            "costs",
            "matter",
            "most",
            "why",
            "is",
            "that",
            "better",
            "than",
            "waiting");
    private static final int SENTENCE = 12;

    private final List<String> texts;

    private Prompts(List<String> texts) {
        this.texts = texts;
    }

    /** @param texts how many different ones; they are used in turn */
    public static Prompts of(int bytes, int texts, RandomGenerator random) {
        return new Prompts(java.util.stream.IntStream.range(0, texts)
                .mapToObj(i -> text(bytes, random))
                .toList());
    }

    private static String text(int bytes, RandomGenerator random) {
        StringBuilder text = new StringBuilder(bytes + SENTENCE);
        for (int word = 1; text.length() < bytes; word++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(word % SENTENCE == 0 ? ". " : " ");
        }
        return text.substring(0, bytes);
    }

    public String text(int number) {
        return texts.get(number % texts.size());
    }

    /** The text as the body of a chat completion; the words need no escapes. */
    public byte[] chatCompletion(int number, String model, boolean stream, int maxTokens) {
        return ("{\"model\":\"" + model + "\",\"max_tokens\":" + maxTokens + (stream ? ",\"stream\":true" : "")
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text(number) + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
