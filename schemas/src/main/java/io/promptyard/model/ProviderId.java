package io.promptyard.model;

/**
 * Names a provider as the configuration does. Part of topic, application and store names, hence only letters, digits,
 * dots, dashes and underscores.
 */
public record ProviderId(String value) implements Comparable<ProviderId> {
    public ProviderId {
        Text.required(value, "provider id");
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "provider id: letters, digits, '.', '_' and '-' only (got \"" + value + "\")");
        }
    }

    @Override
    public int compareTo(ProviderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
