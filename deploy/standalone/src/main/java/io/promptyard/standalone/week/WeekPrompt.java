package io.promptyard.standalone.week;

import io.promptyard.model.Target;
import java.util.Map;
import java.util.Objects;

/**
 * A prompt and who solved it.
 *
 * @param bench where it comes from
 * @param outcomes by target: 1 solved, 0 not
 */
public record WeekPrompt(String id, String bench, String text, Map<Target, Double> outcomes) {
    /** So much of an id tells prompts apart. */
    private static final int KEY = 8;

    public WeekPrompt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(bench, "bench");
        Objects.requireNonNull(text, "text");
        outcomes = Map.copyOf(outcomes);
    }

    /** The word that stands for a right answer: the collection has no answers, only whether they were right. */
    public String solution() {
        return "solution-" + id.substring(0, KEY);
    }

    /** What a target answers, as far as that is known. */
    String answer(double outcome) {
        return outcome >= 0.5 ? "The answer is " + solution() + "." : "The answer is solution-not-found.";
    }
}
