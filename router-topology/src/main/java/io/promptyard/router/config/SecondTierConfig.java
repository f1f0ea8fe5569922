package io.promptyard.router.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Embeddings, asked where the first tier is unsure.
 *
 * @param heads the file of what was learnt from embeddings
 * @param band how near predictions must be to each other, or to the quality that is demanded, for it to be asked; from 0 to 1
 * @param limit what asking may take: so much less of a prompt is read
 */
public record SecondTierConfig(Path heads, double band, Duration limit) {
    public static final double BAND = 0.1;
    public static final Duration LIMIT = Duration.ofMillis(5);

    public SecondTierConfig {
        Objects.requireNonNull(heads, "heads");
        Objects.requireNonNull(limit, "limit");
        if (!(band >= 0 && band <= 1)) {
            throw new IllegalArgumentException("band: must be from 0 to 1 (got " + band + ")");
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit: must be above 0 (got " + limit + ")");
        }
    }
}
