package io.promptyard.router.shadow;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.ContentPart;
import io.promptyard.model.outcome.FinalResponse;
import org.jspecify.annotations.Nullable;

/** How much memory an answer's text takes, about: one byte for each character, as almost all of it is in one-byte strings. */
final class AnswerSize {
    private AnswerSize() {}

    static long of(FinalResponse response) {
        return switch (response.result()) {
            case FinalResponse.Answer answer -> of(answer.body());
            case FinalResponse.Refusal refusal -> of(refusal.message());
        };
    }

    private static long of(CompletionContent body) {
        return switch (body) {
            case CompletionContent.Clear clear ->
                of(clear.completion().extra())
                        + clear.completion().choices().stream()
                                .mapToLong(AnswerSize::of)
                                .sum();
            case CompletionContent.Embeddings embeddings ->
                of(embeddings.extra())
                        + embeddings.vectors().stream()
                                .mapToLong(AnswerSize::of)
                                .sum();
            case CompletionContent.Sealed sealed -> sealed.body().sealed().remaining();
        };
    }

    private static long of(Completion.Choice choice) {
        ChatMessage message = choice.message();
        long calls = message.toolCalls().stream()
                .mapToLong(call -> of(call.name()) + of(call.arguments()) + of(call.extra()))
                .sum();
        return of(choice.logprobs())
                + of(choice.extra())
                + of(message.extra())
                + calls
                + message.content().stream().mapToLong(AnswerSize::of).sum();
    }

    private static long of(ContentPart part) {
        return switch (part) {
            case ContentPart.TextPart text -> of(text.text()) + of(text.extra());
            case ContentPart.ImagePart image -> of(image.url()) + of(image.extra());
            case ContentPart.AudioPart audio -> of(audio.data()) + of(audio.extra());
            case ContentPart.FilePart file -> of(file.fileData()) + of(file.extra());
            case ContentPart.OpaquePart opaque -> of(opaque.json());
        };
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
