package io.promptyard.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a Gemini call says, because its body does not: the model, whether a stream is wanted, and on which of
 * Google's hosts the call would be.
 */
record GeminiPath(String model, boolean stream, boolean vertex, boolean serverSentEvents, boolean embeddings) {

    private static final Pattern PATH = Pattern.compile(
            "(?:/v1beta1?)?((?:/projects/[^/]+/locations/[^/]+)?/publishers/google)?/models/([^/:]+):(generateContent|streamGenerateContent|batchEmbedContents|predict)");

    static Optional<GeminiPath> parse(String endpoint, @Nullable String query) {
        var path = PATH.matcher(endpoint);
        // Each host has one of the two ways to ask for vectors.
        return path.matches()
                        && (path.group(1) == null
                                ? !path.group(3).equals("predict")
                                : !path.group(3).equals("batchEmbedContents"))
                ? Optional.of(new GeminiPath(
                        URLDecoder.decode(path.group(2), StandardCharsets.UTF_8),
                        path.group(3).equals("streamGenerateContent"),
                        path.group(1) != null,
                        query != null && List.of(query.split("&")).contains("alt=sse"),
                        path.group(3).equals("predict") || path.group(3).equals("batchEmbedContents")))
                : Optional.empty();
    }

    /** Models of generation 3 and later sign their calls of functions, and want the signatures back. */
    boolean signs() {
        return model.matches("gemini-([3-9]|[1-9]\\d).*");
    }
}
