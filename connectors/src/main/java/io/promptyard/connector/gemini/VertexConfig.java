package io.promptyard.connector.gemini;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Credential;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Vertex AI takes from a provider's section: a base URL that ends in {@code /projects/<project>/locations/<location>},
 * and a token, as it stands or from where it is read again and again.
 */
final class VertexConfig implements CallAddress {
    private final URI baseUrl;
    private final Credential credential;

    private VertexConfig(URI baseUrl, Credential credential) {
        this.baseUrl = baseUrl;
        this.credential = credential;
    }

    static VertexConfig of(ProviderConfig config, ConnectorContext context) {
        return new VertexConfig(config.baseUrl(), Credential.of(config.apiKey(), context.vertx()));
    }

    @Override
    public URI endpoint(Dispatch dispatch) {
        String model = dispatch.target().model().value();
        String named = model.contains("/") ? model : "publishers/google/models/" + model;
        return dispatch.request().body() instanceof PromptContent.EmbeddingBody
                ? GeminiModels.endpoint(baseUrl, named, ":predict")
                : GeminiModels.endpoint(baseUrl, named, dispatch.request().stream());
    }

    @Override
    public Map<String, String> headers() {
        Secret token = secret();
        return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token.value());
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
