package io.promptyard.bench.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The list price of a model at the time of its outcomes, in USD per million tokens. Most of these models are retired and
 * stand in no catalogue of today; {@code prices.tsv} says where each figure is from.
 */
public record ModelPrice(double input, double output) {
    private static final double MILLION = 1e6;

    public static Map<String, ModelPrice> all() {
        try (InputStream in = ModelPrice.class.getResourceAsStream("prices.tsv")) {
            if (in == null) {
                throw new IllegalStateException("prices.tsv is missing from this build");
            }
            Map<String, ModelPrice> prices = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(cells -> prices.put(
                            cells[0], new ModelPrice(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
            return prices;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double usd(int inputTokens, int outputTokens) {
        return (input * inputTokens + output * outputTokens) / MILLION;
    }
}
