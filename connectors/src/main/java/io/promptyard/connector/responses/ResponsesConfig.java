package io.promptyard.connector.responses;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Endpoint;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: where to post, and with which key. */
record ResponsesConfig(URI responses, @Nullable Secret apiKey) {

    static ResponsesConfig of(ProviderConfig config) {
        return new ResponsesConfig(Endpoint.below(config.baseUrl(), "/responses"), config.apiKey());
    }

    Map<String, String> headers() {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey.value());
    }

    CallAddress address() {
        return CallAddress.fixed(responses, headers());
    }
}
