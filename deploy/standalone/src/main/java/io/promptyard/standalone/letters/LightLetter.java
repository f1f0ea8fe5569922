package io.promptyard.standalone.letters;

import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.outcome.DeadLetter;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A letter without the bulk of what it carries, for keeping many: empty bodies, no raw value but its size. */
final class LightLetter {
    private static final PromptBody NOTHING =
            new PromptBody(List.of(), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");

    private static final CompletionContent SILENCE = new CompletionContent.Clear(new Completion(List.of(), null, "{}"));

    private LightLetter() {}

    static FoundLetter of(FoundLetter found) {
        DeadLetter letter = found.letter();
        DeadLetter light = new DeadLetter(
                letter.id(),
                letter.at(),
                letter.kind(),
                letter.stage(),
                letter.message(),
                letter.tenant(),
                letter.route(),
                letter.target(),
                letter.httpStatus(),
                source(letter),
                letter.exceptionClass(),
                letter.applicationId(),
                letter.taskId(),
                request(letter.request()),
                letter.attempts(),
                received(letter.received()),
                letter.usage(),
                letter.usageSoFar());
        return new FoundLetter(found.place(), light, found.headers());
    }

    private static DeadLetter.@Nullable Source source(DeadLetter letter) {
        DeadLetter.Source source = letter.source();
        Long size = LetterStory.rawBytes(letter);
        return source == null || size == null
                ? source
                : new DeadLetter.Source(
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        source.rawKey(),
                        ByteBuffer.allocate(0),
                        size);
    }

    private static @Nullable PartialAnswer received(@Nullable PartialAnswer received) {
        return received == null ? null : new PartialAnswer(SILENCE, received.chunks(), received.leftOutCharacters());
    }

    private static @Nullable PromptRequest request(@Nullable PromptRequest request) {
        return request == null ? null : request.withBody(NOTHING);
    }
}
