package io.promptyard.standalone.week;

import io.promptyard.simulator.AnswerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets simulated models solve the week's prompts where the real ones did, and fail where they failed. Of other prompts it
 * knows nothing. Immutable.
 */
public final class KnownAnswers implements AnswerKey {
    private final Map<String, Map<String, String>> answers = new HashMap<>();

    private KnownAnswers(List<WeekPrompt> prompts) {
        for (WeekPrompt prompt : prompts) {
            Map<String, String> byModel = new HashMap<>();
            prompt.outcomes()
                    .forEach((target, outcome) -> byModel.put(target.model().value(), prompt.answer(outcome)));
            answers.put(prompt.text(), byModel);
        }
    }

    public static KnownAnswers of(List<WeekPrompt> prompts) {
        return new KnownAnswers(prompts);
    }

    @Override
    public Optional<String> answer(String model, String question) {
        return Optional.ofNullable(answers.getOrDefault(question, Map.of()).get(model));
    }
}
