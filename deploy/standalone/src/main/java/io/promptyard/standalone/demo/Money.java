package io.promptyard.standalone.demo;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the answers cost, and what the same usage would have cost at the best model's price; USD. {@code premium} is the
 * model of the highest quality in the catalogue, of equals the cheapest, so that the comparison flatters nobody.
 * {@code unknown} attempts broke off, so that nobody knows what they cost: they count on neither side.
 */
public record Money(BigDecimal spent, @Nullable Target premium, BigDecimal allPremium, long unknown) {
    private static final int HUNDRED = 100;

    static Money of(Collection<ProviderAttempt> ended, ModelCatalogue catalogue, Set<ProviderId> providers) {
        CostCalculator calculator = new CostCalculator(catalogue);
        Target premium = premium(catalogue, providers).orElse(null);
        BigDecimal spent = BigDecimal.ZERO;
        BigDecimal allPremium = BigDecimal.ZERO;
        long unknown = 0;
        for (ProviderAttempt attempt : ended) {
            BigDecimal cost = attempt.costUsd();
            if (cost == null) {
                unknown++;
                continue;
            }
            spent = spent.add(cost);
            if (premium != null) {
                allPremium =
                        allPremium.add(calculator.cost(premium, attempt.usage()).orElse(BigDecimal.ZERO));
            }
        }
        return new Money(spent, premium, allPremium, unknown);
    }

    private static Optional<Target> premium(ModelCatalogue catalogue, Set<ProviderId> providers) {
        return catalogue.all().stream()
                .filter(model -> model.price() != null
                        && providers.contains(model.target().provider()))
                .min(Comparator.comparingDouble(ModelSpec::defaultQuality)
                        .reversed()
                        .thenComparing(model -> listPrice(model.price()))
                        .thenComparing(ModelSpec::target))
                .map(ModelSpec::target);
    }

    private static BigDecimal listPrice(@Nullable Price price) {
        return price == null ? BigDecimal.ZERO : price.input().add(price.output());
    }

    /** Percent saved against all premium; empty when that would have cost nothing. */
    public Optional<Long> savedPercent() {
        if (allPremium.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal saved = allPremium.subtract(spent).multiply(BigDecimal.valueOf(HUNDRED));
        return Optional.of(saved.divide(allPremium, 0, RoundingMode.HALF_UP).longValue());
    }
}
