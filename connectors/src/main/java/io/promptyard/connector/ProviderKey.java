package io.promptyard.connector;

import java.util.Objects;

/** One of several keys of a provider. {@code name} is what operators call it, or its position; it stands in logs, records and meters. */
public record ProviderKey(String name, Secret secret) {
    public ProviderKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(secret, "secret");
    }
}
