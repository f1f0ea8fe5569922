package io.promptyard.connector.catalogue;

import java.util.List;

/** A catalogue that cannot be used; {@link #problems()} are all that is wrong, each {@code path: rule (got value)}. */
public final class InvalidCatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidCatalogueException(List<String> problems) {
        super("catalogue: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
