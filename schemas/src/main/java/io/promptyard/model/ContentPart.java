package io.promptyard.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a message. {@code extra} is a JSON object of the fields without a typed place, {@code "{}"} when there are
 * none, so that nothing a client sends is lost.
 */
public sealed interface ContentPart {

    /** Plain text. */
    record TextPart(String text, String extra) implements ContentPart {
        public TextPart {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(extra, "extra");
        }

        public TextPart(String text) {
            this(text, "{}");
        }
    }

    /** An image by https or data: URL. */
    record ImagePart(String url, @Nullable String detail, String extra) implements ContentPart {
        public ImagePart {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(extra, "extra");
        }
    }

    /** Base64 audio in a named format. */
    record AudioPart(String data, String format, String extra) implements ContentPart {
        public AudioPart {
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(extra, "extra");
        }
    }

    /** A file by id or content. */
    record FilePart(
            @Nullable String fileId,
            @Nullable String fileData,
            @Nullable String filename,
            String extra) implements ContentPart {
        public FilePart {
            Objects.requireNonNull(extra, "extra");
        }
    }

    /** A part of a kind unknown to this version: the whole part as JSON. */
    record OpaquePart(String json) implements ContentPart {
        public OpaquePart {
            Objects.requireNonNull(json, "json");
        }
    }
}
