package io.promptyard.router.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What classifies prompts. {@code model} is a file with the model of the learned tier; null means the one that ships, and
 * where none does the heuristic tier. {@code second} is asked where that tier is unsure, and {@code
 * judge} where both are; null for never.
 */
public record ClassifierConfig(
        Tier tier,
        @Nullable Path model,
        @Nullable SecondTierConfig second,
        @Nullable JudgeConfig judge) {
    /** The best that ships. */
    public static final ClassifierConfig DEFAULT = new ClassifierConfig(Tier.LEARNED, null);

    public ClassifierConfig {
        Objects.requireNonNull(tier, "tier");
        if (tier == Tier.HEURISTIC && model != null) {
            throw new IllegalArgumentException("classifier: the heuristic tier has no model");
        }
        if (tier == Tier.HEURISTIC && (second != null || judge != null)) {
            throw new IllegalArgumentException("classifier: the heuristic tier predicts nothing to be unsure of");
        }
    }

    /** Without a second tier. */
    public ClassifierConfig(Tier tier, @Nullable Path model) {
        this(tier, model, null, null);
    }

    /** How much is known of a prompt. */
    public enum Tier {
        /** Words and shape, by rule: task, language, tokens, complexity. */
        HEURISTIC,
        /** And, by a trained model, how well each target will answer. */
        LEARNED;

        public static Optional<Tier> ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(tier -> tier.name().toLowerCase(Locale.ROOT).equals(label))
                    .findFirst();
        }
    }
}
