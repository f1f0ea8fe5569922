package io.promptyard.model;

/**
 * Names a provider as the configuration does. Part of topic, application and store names, hence only letters, digits,
 * dots, dashes and underscores.
 */
public record ProviderId(String value) implements Comparable<ProviderId> {
    public ProviderId {
        Text.required(value, "provider id");
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    "provider id: letters, digits, '.', '_' and '-' only (got \"" + value + "\")");
        }
    }

    // By hand: one is made for each candidate of each decision that is read, and a pattern costs more than the rest of
    // them.
    private static boolean isName(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && (i == 0 || c != '.' && c != '_' && c != '-')) {
                return false;
            }
        }
        return true;
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
