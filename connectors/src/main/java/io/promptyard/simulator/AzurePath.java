package io.promptyard.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a call to Azure says.
 *
 * @param deployment empty below {@code /openai/v1}, where it stands in the body
 * @param embeddings whether vectors are asked for
 * @param version the {@code api-version}; empty when none was asked for
 */
record AzurePath(String deployment, String version, boolean embeddings) {

    private static final Pattern PATH =
            Pattern.compile("/openai/(?:v1|deployments/([^/]+))/(chat/completions|embeddings)");
    private static final Pattern VERSION = Pattern.compile("(?:^|&)api-version=([^&]+)");

    static Optional<AzurePath> parse(String endpoint, @Nullable String query) {
        var path = PATH.matcher(endpoint);
        if (!path.matches()) {
            return Optional.empty();
        }
        var version = VERSION.matcher(query == null ? "" : query);
        var deployment = path.group(1) == null ? "" : URLDecoder.decode(path.group(1), StandardCharsets.UTF_8);
        return Optional.of(new AzurePath(
                deployment,
                version.find() ? version.group(1) : "",
                path.group(2).equals("embeddings")));
    }

    /** Dated versions are needed below {@code /deployments}, and wrong below {@code /v1}. */
    boolean versionFits() {
        return deployment.isEmpty()
                ? version.isEmpty() || version.equals("preview") || version.equals("latest")
                : version.matches("20\\d\\d-\\d\\d-\\d\\d(-preview)?");
    }
}
