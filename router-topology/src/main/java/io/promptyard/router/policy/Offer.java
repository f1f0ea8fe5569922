package io.promptyard.router.policy;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one target offers, drawn once per configuration. {@code provider} null means not configured, {@code spec} null
 * not in the catalogue: either way the gate lets no prompt through to it.
 */
record Offer(
        Target target,
        String name,
        @Nullable ProviderConfig provider,
        @Nullable ModelSpec spec,
        List<String> regions,
        List<String> dataClasses,
        Set<Capability> capabilities,
        TaskPriors priors) {
    private static final int MILLION_DIGITS = 6;

    static Offer of(Target target, @Nullable ProviderConfig provider, @Nullable ModelSpec spec) {
        EnumSet<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (spec != null) {
            capabilities.addAll(spec.capabilities());
        }
        List<String> regions = provider == null ? List.of() : lowerCase(provider.regions());
        List<String> classes = provider == null ? List.of() : lowerCase(provider.dataClasses());
        return new Offer(
                target, target.toString(), provider, spec, regions, classes, capabilities, new TaskPriors(spec));
    }

    static List<String> lowerCase(List<String> words) {
        return words.isEmpty()
                ? List.of()
                : words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    double prior(Task task) {
        return priors.of(task);
    }

    int window() {
        return spec == null ? 0 : spec.contextWindow();
    }

    /**
     * USD; null when the price is not known.
     *
     * @param cachedShare part of the prompt that is expected to come from the provider's cache, 0 to 1
     */
    @Nullable
    BigDecimal expectedCost(long promptTokens, long outputTokens, double cachedShare) {
        Price price = spec == null ? null : spec.price();
        if (price == null) {
            return null;
        }
        BigDecimal cachedPrice = price.cachedInput();
        long cached = cachedPrice == null ? 0 : (long) (promptTokens * cachedShare);
        BigDecimal plain = price.input().multiply(BigDecimal.valueOf(promptTokens - cached));
        return (cached == 0 ? plain : plain.add(cachedPrice.multiply(BigDecimal.valueOf(cached))))
                .add(price.output().multiply(BigDecimal.valueOf(outputTokens)))
                .movePointLeft(MILLION_DIGITS);
    }
}
