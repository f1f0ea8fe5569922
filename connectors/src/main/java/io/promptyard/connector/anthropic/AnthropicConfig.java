package io.promptyard.connector.anthropic;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.Endpoint;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: where to post, and with which key. */
record AnthropicConfig(URI messages, @Nullable Secret apiKey) {
    static final String VERSION = "2023-06-01";

    static AnthropicConfig of(ProviderConfig config) {
        return new AnthropicConfig(Endpoint.versioned(config.baseUrl(), "/messages"), config.apiKey());
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("anthropic-version", VERSION);
        if (apiKey != null) {
            headers.put("x-api-key", apiKey.value());
        }
        return headers;
    }

    CallAddress address() {
        return CallAddress.fixed(messages, headers());
    }
}
