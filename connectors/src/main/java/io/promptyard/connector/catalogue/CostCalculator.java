package io.promptyard.connector.catalogue;

import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Exact cost of a call: reported usage times catalogue price, in decimals. Thread-safe. */
public final class CostCalculator {
    private static final int MILLION_DIGITS = 6;

    private final Supplier<ModelCatalogue> catalogue;

    public CostCalculator(ModelCatalogue catalogue) {
        this(() -> catalogue);
    }

    /** By the catalogue of the moment: one for each cost. */
    public CostCalculator(Supplier<ModelCatalogue> catalogue) {
        this.catalogue = catalogue;
    }

    /** USD, without trailing zeros; empty when usage or price is not known, or not of all that was reported. */
    public Optional<BigDecimal> cost(Target target, @Nullable TokenUsage usage) {
        if (usage == null) {
            return Optional.empty();
        }
        return catalogue.get().find(target).map(ModelSpec::price).map(price -> cost(price, usage));
    }

    private static @Nullable BigDecimal cost(Price price, TokenUsage usage) {
        ExtraUsage extra = ExtraUsage.of(usage);
        BigDecimal write = or(price.cacheWrite(), price.input());
        BigDecimal writeHour = price.cacheWrite() == null ? or(price.cacheWriteHour(), write) : price.cacheWriteHour();
        if (!extra.priced() || extra.hourWrites() > 0 && writeHour == null) {
            return null;
        }
        long plain = Math.max(0, usage.promptTokens() - usage.cachedTokens() - usage.cacheWriteTokens());
        BigDecimal perMillion = price.input()
                .multiply(BigDecimal.valueOf(plain))
                .add(or(price.cachedInput(), price.input()).multiply(BigDecimal.valueOf(usage.cachedTokens())))
                .add(write.multiply(BigDecimal.valueOf(usage.cacheWriteTokens() - extra.hourWrites())))
                .add(or(writeHour, write).multiply(BigDecimal.valueOf(extra.hourWrites())))
                .add(completion(price, usage));
        BigDecimal cost = perMillion.movePointLeft(MILLION_DIGITS).stripTrailingZeros();
        return cost.signum() == 0 ? BigDecimal.ZERO : cost;
    }

    /** Reasoning tokens are among the completion's; where they have a price of their own, only the rest costs output's. */
    private static BigDecimal completion(Price price, TokenUsage usage) {
        long reasoning = Math.min(usage.reasoningTokens(), usage.completionTokens());
        return price.output()
                .multiply(BigDecimal.valueOf(usage.completionTokens() - reasoning))
                .add(or(price.reasoning(), price.output()).multiply(BigDecimal.valueOf(reasoning)));
    }

    private static BigDecimal or(@Nullable BigDecimal value, BigDecimal otherwise) {
        return value == null ? otherwise : value;
    }
}
