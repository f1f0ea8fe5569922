package io.promptyard.standalone.letters;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ids of redrives: a pure function of the dead letter and where it is sent, so that whoever redrives it again arrives at
 * the same id. What goes in must not change with a version of ours; docs/adr/0012-redrive-ids.md says why it is what it
 * is.
 */
final class RedriveIds {
    private static final String PROMPT = "redrive-1";
    private static final String RAW = "raw-1";
    private static final int DIGITS = 12;

    private RedriveIds() {}

    /** The id that people and consumers know the prompt by: that of the first time it was asked. */
    static RequestId first(PromptRequest request) {
        Redrive redrive = request.redrive();
        return redrive == null ? request.id() : redrive.of();
    }

    /**
     * The id under which {@code request}, found in {@code letter}, is asked again: {@code <first id>~<12 digits>}. Two
     * letters of one prompt, as a crash may leave them, get one id. A letter that knows where its record stood is of that
     * record, as another prompt may have come under the same id.
     */
    static RequestId ofPrompt(PromptRequest request, DeadLetter letter, RedriveTarget target) {
        String hash = hash(
                PROMPT,
                request.id().value(),
                Long.toString(request.createdAt().toEpochMilli()),
                origin(letter.source()),
                Objects.requireNonNullElse(target.route(), ""),
                Objects.requireNonNullElse(target.model(), ""));
        return new RequestId(first(request) + "~" + hash);
    }

    /** The name under which it is noted that raw bytes were put back. */
    static RequestId ofRaw(DeadLetter.Source source) {
        return new RequestId("raw~" + hash(RAW, origin(source)));
    }

    private static String origin(DeadLetter.@Nullable Source source) {
        return source == null ? "" : source.topic() + "-" + source.partition() + "@" + source.offset();
    }

    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
