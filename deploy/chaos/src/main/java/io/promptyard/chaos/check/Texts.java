package io.promptyard.chaos.check;

import io.promptyard.model.CompletionContent;
import io.promptyard.model.outcome.FinalResponse.Answer;
import java.util.stream.Collectors;

/** The plain text of an answer. */
final class Texts {
    private Texts() {}

    static String of(Answer answer) {
        return switch (answer.body()) {
            case CompletionContent.Clear clear ->
                clear.completion().choices().stream()
                        .limit(1)
                        .map(choice -> choice.message().text())
                        .collect(Collectors.joining());
            case CompletionContent.Embeddings embeddings -> "";
            case CompletionContent.Sealed sealed -> "";
        };
    }
}
