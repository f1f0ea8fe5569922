package io.promptyard.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the product is told of its providers.
 *
 * @param providerUrl of the one that answers
 * @param maxConcurrency of calls to it
 * @param ceilings budgets and limits as a list of YAML under {@code ceilings:}, empty for none
 * @param alsoHung whether there is another, to which prompts go that name {@link #HUNG_MODEL}, and which never answers
 */
public record ProductConfig(String providerUrl, int maxConcurrency, boolean alsoHung, String ceilings) {
    /** A call to it is given up after some seconds. No prompt goes there by itself. */
    public static final String HUNG_MODEL = "hung/bench-model--hang";

    private static final String PROVIDERS = """
            providers:
              %1$s:
                dialect: openai
                base-url: %2$s
                api-key: none
                max-concurrency: %3$d
            """;
    private static final String HUNG = """
              hung: { dialect: openai, base-url: "%1$s", api-key: none, max-concurrency: 16, timeouts: { total: 5s } }
            """;
    private static final String MODELS = """
            models:
              %1$s/bench-model:
                price: { input: 1.00, output: 2.00 }
                context-window: 128000
                quality: 0.9
            """;
    private static final String MODEL_OF_HUNG = """
              %1$s: { price: { input: 9.00, output: 9.00 }, context-window: 128000, quality: 0 }
            """;
    private static final String ROUTES = """
            routes:
              - { name: default, match: {}, strategy: cheapest-capable }
            """;

    /** Without any budget. */
    public ProductConfig(String providerUrl, int maxConcurrency, boolean alsoHung) {
        this(providerUrl, maxConcurrency, alsoHung, "");
    }

    Path write(Path home) {
        String providers = PROVIDERS.formatted(Product.PROVIDER, providerUrl, maxConcurrency);
        String models = MODELS.formatted(Product.PROVIDER);
        String yaml = alsoHung
                ? providers + HUNG.formatted(providerUrl) + models + MODEL_OF_HUNG.formatted(HUNG_MODEL) + ROUTES
                : providers + models + ROUTES;
        try {
            return Files.writeString(
                    home.resolve("config.yaml"), ceilings.isEmpty() ? yaml : yaml + "ceilings:\n" + ceilings);
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration for the product", e);
        }
    }
}
