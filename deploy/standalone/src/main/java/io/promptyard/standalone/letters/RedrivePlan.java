package io.promptyard.standalone.letters;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What redriving a letter comes to. */
sealed interface RedrivePlan {
    /** The prompt asked again, under the id of the redrive. */
    record Prompt(RequestId first, PromptRequest request) implements RedrivePlan {}

    /** Bytes put back where they came from, under their own key. {@code note} is what the redrive is known by. */
    record Raw(
            RequestId note,
            RequestId first,
            String topic,
            @Nullable ByteBuffer key,
            ByteBuffer value) implements RedrivePlan {}

    /** It cannot be. */
    record Impossible(String why) implements RedrivePlan {}

    /** Of a prompt that is whole. */
    static RedrivePlan of(PromptRequest request, DeadLetter letter, RedriveTarget target) {
        RequestId first = RedriveIds.first(request);
        RequestId id = RedriveIds.ofPrompt(request, letter, target);
        return new Prompt(first, request.redriven(id, new Redrive(first, target.route()), target.model()));
    }

    /** Of a record that was not to be read. */
    static RedrivePlan raw(DeadLetter letter, DeadLetter.Source source, ByteBuffer value, RedriveTarget target) {
        if (!target.equals(RedriveTarget.ORIGINAL)) {
            return new Impossible("its record cannot be read, so it cannot be sent to another route or model");
        }
        RequestId note = RedriveIds.ofRaw(source);
        return new Raw(note, letter.id() == null ? note : letter.id(), source.topic(), source.rawKey(), value);
    }
}
