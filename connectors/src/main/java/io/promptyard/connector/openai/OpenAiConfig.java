package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Endpoint;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: where to post, and with which key. */
record OpenAiConfig(
        URI chatCompletions, URI embeddings, @Nullable Secret apiKey) {

    private static final String PATH = "/chat/completions";
    private static final String EMBEDDINGS = "/embeddings";

    /** @param preset its own base URL is meant as it stands, also without any path */
    static OpenAiConfig of(ProviderConfig config, @Nullable OpenAiPreset preset) {
        URI base = config.baseUrl();
        boolean exact = preset != null && preset.baseUrl().equals(base);
        return new OpenAiConfig(below(base, exact, PATH), below(base, exact, EMBEDDINGS), config.apiKey());
    }

    private static URI below(URI base, boolean exact, String path) {
        return exact ? URI.create(base + path) : Endpoint.below(base, path);
    }

    Map<String, String> headers() {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey.value());
    }

    CallAddress address() {
        return CallAddress.fixed(chatCompletions, embeddings, headers());
    }
}
