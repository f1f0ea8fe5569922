package io.promptyard.standalone.letters;

import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.serde.RecordFields;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A letter as plain fields for JSON: the place, the fields of the Avro record under their names, the record's headers.
 * Without content what a prompt said, or what may quote it, is left out or null: the body, what came of an answer, raw
 * bytes, and the words of providers.
 */
public final class LetterStory {
    private static final String ERRORS = "__streams.errors.";

    private LetterStory() {}

    public static Map<String, @Nullable Object> of(FoundLetter found, boolean withContent) {
        Map<String, @Nullable Object> story = new LinkedHashMap<>();
        story.put("partition", found.place().partition());
        story.put("offset", found.place().offset());
        story.putAll(RecordFields.of(found.letter()));
        story.put("rawValueBytes", rawBytes(found.letter()));
        Map<String, String> headers = new TreeMap<>(found.headers());
        if (!withContent) {
            headers.keySet().removeIf(name -> !name.startsWith(ERRORS));
            hideContent(story, found.letter());
        }
        story.put("headers", headers);
        return story;
    }

    /** The letter's message, or where a provider's words may quote the prompt what is known beside them. */
    public static String safeMessage(DeadLetter letter) {
        return letter.target() == null
                ? letter.message()
                : letter.kind() + " at " + letter.stage() + ", last target " + letter.target()
                        + (letter.httpStatus() == null ? "" : ", status " + letter.httpStatus());
    }

    /** Size of the record's value as it was; null where the letter has none of it. */
    public static @Nullable Long rawBytes(DeadLetter letter) {
        DeadLetter.Source source = letter.source();
        ByteBuffer raw = source == null ? null : source.rawValue();
        if (raw == null) {
            return null;
        }
        return source.rawValueBytes() == null ? Long.valueOf(raw.remaining()) : source.rawValueBytes();
    }

    private static void hideContent(Map<String, @Nullable Object> story, DeadLetter letter) {
        story.put("message", safeMessage(letter));
        story.put("rawValue", null);
        if (story.get("request") instanceof Map<?, ?> request) {
            Map<Object, @Nullable Object> shown = new LinkedHashMap<>(request);
            shown.remove("body");
            story.put("request", shown);
        }
        if (story.get("received") instanceof Map<?, ?> received) {
            Map<Object, @Nullable Object> shown = new LinkedHashMap<>(received);
            shown.remove("body");
            story.put("received", shown);
        }
        if (story.get("attempts") instanceof List<?> attempts) {
            story.put(
                    "attempts",
                    attempts.stream().map(LetterStory::withoutMessage).toList());
        }
    }

    private static Object withoutMessage(@Nullable Object attempt) {
        Map<Object, @Nullable Object> shown = new LinkedHashMap<>((Map<?, ?>) attempt);
        shown.remove("message");
        return shown;
    }
}
