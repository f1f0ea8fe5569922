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
record GeminiPath(String model, boolean stream, boolean vertex, boolean serverSentEvents) {

    private static final Pattern PATH = Pattern.compile(
            "(?:/v1beta1?)?((?:/projects/[^/]+/locations/[^/]+)?/publishers/google)?/models/([^/:]+):(generateContent|streamGenerateContent)");

    static Optional<GeminiPath> parse(String endpoint, @Nullable String query) {
        var path = PATH.matcher(endpoint);
        return path.matches()
                ? Optional.of(new GeminiPath(
                        URLDecoder.decode(path.group(2), StandardCharsets.UTF_8),
                        path.group(3).equals("streamGenerateContent"),
                        path.group(1) != null,
                        query != null && List.of(query.split("&")).contains("alt=sse")))
                : Optional.empty();
    }

    /** Models of generation 3 and later sign their calls of functions, and want the signatures back. */
    boolean signs() {
        return model.matches("gemini-([3-9]|[1-9]\\d).*");
    }
}
