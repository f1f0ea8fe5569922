package io.promptyard.connector.ollama;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Endpoint;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: where to post, and with which key, if the host wants one. */
record OllamaConfig(URI chat, URI embed, @Nullable Secret apiKey) {
    private static final String API = "/api";

    static OllamaConfig of(ProviderConfig config) {
        URI host = Endpoint.withoutVersion(config.baseUrl());
        String api = host.getRawPath().endsWith(API) ? "" : API;
        return new OllamaConfig(
                Endpoint.added(host, api + "/chat", null), Endpoint.added(host, api + "/embed", null), config.apiKey());
    }

    Map<String, String> headers() {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey.value());
    }

    CallAddress address() {
        return CallAddress.fixed(chat, embed, headers());
    }
}
