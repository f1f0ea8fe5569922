package io.promptyard.connector.openai;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.Endpoint;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dialect takes from a provider's section: where to post, and with which key. */
record OpenAiConfig(URI chatCompletions, @Nullable Secret apiKey) {

    static OpenAiConfig of(ProviderConfig config) {
        return new OpenAiConfig(Endpoint.below(config.baseUrl(), "/chat/completions"), config.apiKey());
    }

    Map<String, String> headers() {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey.value());
    }
}
