package io.promptyard.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the address of a call to Bedrock says, because its body does not: the model, and whether a stream is wanted, or an answer in the model's own form, which
 * here is for vectors.
 */
record BedrockPath(String model, boolean stream, boolean invoke) {

    private static final Pattern PATH = Pattern.compile("/model/([^/]+)/(converse|converse-stream|invoke)");

    static Optional<BedrockPath> parse(String endpoint) {
        var path = PATH.matcher(endpoint);
        return path.matches()
                ? Optional.of(new BedrockPath(
                        URLDecoder.decode(path.group(1), StandardCharsets.UTF_8),
                        path.group(2).equals("converse-stream"),
                        path.group(2).equals("invoke")))
                : Optional.empty();
    }
}
