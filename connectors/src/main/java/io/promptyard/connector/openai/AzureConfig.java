package io.promptyard.connector.openai;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Credential;
import io.promptyard.connector.http.Endpoint;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Azure OpenAI takes from a provider's section: the resource's address, with an {@code api-version} in its query if need
 * be, and a key, or a token of Entra's that is read again and again. A model's name is that of its deployment.
 */
final class AzureConfig implements CallAddress {
    /** The newest that is no preview. */
    static final String API_VERSION = "2024-10-21";

    private static final String OPENAI = "/openai";
    private static final String VERSIONLESS = OPENAI + "/v1";
    private static final String PATH = "/chat/completions";
    private static final String EMBEDDINGS = "/embeddings";

    private final URI baseUrl;
    private final Credential credential;

    private AzureConfig(URI baseUrl, Credential credential) {
        this.baseUrl = baseUrl;
        this.credential = credential;
    }

    static AzureConfig of(ProviderConfig config, ConnectorContext context) {
        return new AzureConfig(config.baseUrl(), Credential.of(config.apiKey(), context.vertx()));
    }

    /** Below {@code /openai/v1} the deployment stands in the body, and no version is asked for. */
    @Override
    public URI endpoint(Dispatch dispatch) {
        String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath().replaceAll("/+$", "");
        String method = dispatch.request().body() instanceof PromptContent.EmbeddingBody ? EMBEDDINGS : PATH;
        if (path.endsWith(VERSIONLESS)) {
            return Endpoint.added(baseUrl, method, null);
        }
        URI resource = Endpoint.withoutVersion(baseUrl);
        String deployment = URLEncoder.encode(dispatch.target().model().value(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        String query = String.valueOf(baseUrl.getRawQuery());
        return Endpoint.added(
                resource,
                (path.endsWith(OPENAI) ? "" : OPENAI) + "/deployments/" + deployment + method,
                query.contains("api-version=") ? null : "api-version=" + API_VERSION);
    }

    @Override
    public Map<String, String> headers() {
        Secret secret = credential.secret();
        if (secret == null) {
            return Map.of();
        }
        return credential.isToken()
                ? Map.of("Authorization", "Bearer " + secret.value())
                : Map.of("api-key", secret.value());
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
