package io.promptyard.standalone.letters;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.Topic;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Says what redriving a letter comes to. A prompt that could not be read then and can be now, as its schema has come, is
 * a prompt like any other; what still cannot be read goes back only when raw bytes are asked for.
 */
final class RedrivePlanner {
    private final Topic<String, PromptRequest> prompts;
    private final RedriveTarget target;
    private final boolean raw;

    RedrivePlanner(Topic<String, PromptRequest> prompts, RedriveTarget target, boolean raw) {
        this.prompts = prompts;
        this.target = target;
        this.raw = raw;
    }

    RedrivePlan plan(DeadLetter letter) {
        if (letter.request() != null) {
            return RedrivePlan.of(letter.request(), letter, target);
        }
        DeadLetter.Source source = letter.source();
        ByteBuffer value = source == null ? null : source.rawValue();
        if (value == null) {
            return new RedrivePlan.Impossible("the letter holds neither prompt nor bytes");
        }
        if (source.rawValueBytes() != null) {
            return new RedrivePlan.Impossible("the letter holds only the beginning of its record");
        }
        PromptRequest readable = source.topic().equals(prompts.name()) ? readAgain(value) : null;
        if (readable != null) {
            return RedrivePlan.of(readable, letter, target);
        }
        return raw
                ? RedrivePlan.raw(letter, source, value, target)
                : new RedrivePlan.Impossible("its record cannot be read; --raw puts the bytes back as they were");
    }

    private @Nullable PromptRequest readAgain(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        try {
            return prompts.valueSerde().deserializer().deserialize(prompts.name(), bytes);
        } catch (UnreadableRecordException e) {
            return null;
        }
    }
}
