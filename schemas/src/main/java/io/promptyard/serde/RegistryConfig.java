package io.promptyard.serde;

import java.util.List;
import java.util.Map;

/**
 * Where the schema registry is. With {@code autoRegister}, a schema the registry lacks is registered on first use, else
 * that is an error. {@code extra} are settings of the Confluent client (credentials, TLS, timeouts), passed through.
 */
public record RegistryConfig(List<String> urls, boolean autoRegister, Map<String, String> extra) {
    public RegistryConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("registry.urls: must name at least one registry (got [])");
        }
        extra = Map.copyOf(extra);
    }

    /** One registry, schemas registered as needed, the client's own defaults. */
    public static RegistryConfig of(String url) {
        return new RegistryConfig(List.of(url), true, Map.of());
    }

    /** The addresses only: {@code extra} may hold credentials. */
    @Override
    public String toString() {
        return "RegistryConfig[urls=" + urls + ", autoRegister=" + autoRegister + "]";
    }
}
