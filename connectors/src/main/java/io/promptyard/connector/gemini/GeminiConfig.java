package io.promptyard.connector.gemini;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Endpoint;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: below which URL the models are, and with which key. */
record GeminiConfig(URI baseUrl, @Nullable Secret apiKey) implements CallAddress {

    static GeminiConfig of(ProviderConfig config) {
        return new GeminiConfig(Endpoint.withVersion(config.baseUrl(), "v1beta"), config.apiKey());
    }

    @Override
    public URI endpoint(Dispatch dispatch) {
        String named = GeminiModels.resource(dispatch);
        return dispatch.request().body() instanceof PromptContent.EmbeddingBody
                ? GeminiModels.endpoint(baseUrl, named, ":batchEmbedContents")
                : GeminiModels.endpoint(baseUrl, named, dispatch.request().stream());
    }

    /** In a header, never in the URL: those end in logs of proxies. */
    @Override
    public Map<String, String> headers() {
        return apiKey == null ? Map.of() : Map.of("x-goog-api-key", apiKey.value());
    }
}
