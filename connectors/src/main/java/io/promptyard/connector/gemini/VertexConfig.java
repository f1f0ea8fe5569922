package io.promptyard.connector.gemini;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.RefreshedToken;
import io.promptyard.model.Dispatch;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Vertex AI takes from a provider's section: a base URL that ends in {@code /projects/<project>/locations/<location>},
 * and a token, as it stands or from where it is read again and again.
 */
final class VertexConfig implements CallAddress {
    private final URI baseUrl;
    private final @Nullable Secret fixed;
    private final @Nullable RefreshedToken refreshed;

    private VertexConfig(URI baseUrl, @Nullable Secret fixed, @Nullable RefreshedToken refreshed) {
        this.baseUrl = baseUrl;
        this.fixed = fixed;
        this.refreshed = refreshed;
    }

    static VertexConfig of(ProviderConfig config, ConnectorContext context) {
        Secret key = config.apiKey();
        return key == null || key.origin() == null
                ? new VertexConfig(config.baseUrl(), key, null)
                : new VertexConfig(config.baseUrl(), null, new RefreshedToken(context.vertx(), key.origin()));
    }

    @Override
    public URI endpoint(Dispatch dispatch) {
        String model = dispatch.target().model().value();
        String named = model.contains("/") ? model : "publishers/google/models/" + model;
        return GeminiModels.endpoint(baseUrl, named, dispatch.request().stream());
    }

    @Override
    public Map<String, String> headers() {
        Secret token = secret();
        return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token.value());
    }

    @Override
    public @Nullable Secret secret() {
        return refreshed == null ? fixed : refreshed.value();
    }

    @Override
    public @Nullable String missing() {
        return refreshed == null || refreshed.value() != null ? null : refreshed.state();
    }

    @Override
    public void unauthorised() {
        if (refreshed != null) {
            refreshed.refresh();
        }
    }

    @Override
    public void close() {
        if (refreshed != null) {
            refreshed.close();
        }
    }
}
