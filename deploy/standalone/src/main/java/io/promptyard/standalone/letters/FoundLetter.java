package io.promptyard.standalone.letters;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dead letter, where it stands and the record headers beside it. */
public record FoundLetter(LetterPlace place, DeadLetter letter, Map<String, String> headers) {
    public FoundLetter {
        headers = Map.copyOf(headers);
    }

    /** The id it was asked under: of the prompt, or else of the record's key; null where there was neither. */
    public @Nullable RequestId id() {
        PromptRequest request = letter.request();
        return request == null ? letter.id() : request.id();
    }

    /** The topic of the record that ended here, as far as it is known. */
    public @Nullable String sourceTopic() {
        DeadLetter.Source source = letter.source();
        return source == null ? headers.get("__streams.errors.topic") : source.topic();
    }
}
