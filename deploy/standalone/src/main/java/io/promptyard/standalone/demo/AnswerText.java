package io.promptyard.standalone.demo;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.outcome.FinalResponse.Answer;

/** The text of an answer's first choice; empty when it has none or is sealed. */
final class AnswerText {
    private AnswerText() {}

    static String of(Answer answer) {
        return switch (answer.body()) {
            case CompletionContent.Clear clear ->
                clear.completion().choices().stream()
                        .findFirst()
                        .map(choice -> choice.message().text())
                        .orElse("");
            case CompletionContent.Embeddings embeddings -> "";
            case CompletionContent.Sealed sealed -> "";
        };
    }
}
