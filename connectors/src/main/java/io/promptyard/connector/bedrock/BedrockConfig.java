package io.promptyard.connector.bedrock;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Credential;
import io.promptyard.connector.http.Endpoint;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Bedrock takes from a provider's section: the runtime's address, whose host names the region, and a key: an API key of
 * Bedrock's, or {@code <access key id>:<secret access key>[:<session token>]}, by which each call is signed.
 */
final class BedrockConfig implements CallAddress {
    private final URI baseUrl;
    private final Credential credential;
    private final BedrockSignature signature;

    private BedrockConfig(URI baseUrl, Credential credential, BedrockSignature signature) {
        this.baseUrl = baseUrl;
        this.credential = credential;
        this.signature = signature;
    }

    static BedrockConfig of(ProviderConfig config, ConnectorContext context) {
        return new BedrockConfig(
                Endpoint.withoutVersion(config.baseUrl()),
                Credential.of(config.apiKey(), context.vertx()),
                new BedrockSignature(config.baseUrl(), context.clock()));
    }

    /** The model's id is encoded once, colons and slashes as well; the signature encodes it again. */
    @Override
    public URI endpoint(Dispatch dispatch) {
        String model = URLEncoder.encode(dispatch.target().model().value(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return Endpoint.added(baseUrl, "/model/" + model + operation(dispatch), null);
    }

    private static String operation(Dispatch dispatch) {
        if (dispatch.request().body() instanceof PromptContent.EmbeddingBody) {
            return "/invoke";
        }
        return dispatch.request().stream() ? "/converse-stream" : "/converse";
    }

    @Override
    public Map<String, String> headers(URI endpoint, Buffer body) {
        Secret secret = credential.secret();
        if (secret == null) {
            return Map.of();
        }
        return secret.value().contains(":")
                ? signature.headers(secret, endpoint, body)
                : Map.of("Authorization", "Bearer " + secret.value());
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public @Nullable Secret secret() {
        return credential.secret();
    }

    @Override
    public @Nullable String missing() {
        return credential.missing();
    }

    @Override
    public void unauthorised() {
        credential.unauthorised();
    }

    @Override
    public void close() {
        credential.close();
    }
}
