package io.promptyard.connector.cohere;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Endpoint;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: where to post, and with which key. */
record CohereConfig(URI chat, URI embed, @Nullable Secret apiKey) {

    static CohereConfig of(ProviderConfig config) {
        URI host = Endpoint.withoutVersion(config.baseUrl());
        return new CohereConfig(
                Endpoint.added(host, "/v2/chat", null), Endpoint.added(host, "/v2/embed", null), config.apiKey());
    }

    Map<String, String> headers() {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey.value());
    }

    CallAddress address() {
        return CallAddress.fixed(chat, embed, headers());
    }
}
