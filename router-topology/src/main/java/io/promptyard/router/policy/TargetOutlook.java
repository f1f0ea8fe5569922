package io.promptyard.router.policy;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the policy would expect of every model of a configuration that may be picked without being named, picked or not: quality of
 * one prompt, cost of many together. Immutable.
 */
public final class TargetOutlook {
    private final List<Offer> offers;

    public TargetOutlook(RouterConfig config) {
        offers = config.catalogue().all().stream()
                .filter(spec -> spec.chats() && spec.facts().auto())
                .filter(spec -> config.providers().containsKey(spec.target().provider()))
                .map(spec -> Offer.of(
                        spec.target(), config.providers().get(spec.target().provider()), spec))
                .toList();
    }

    public List<Target> targets() {
        return offers.stream().map(Offer::target).toList();
    }

    /** Adds the quality, 0 to 1, that is expected of each target's answer. */
    public void predict(Classification classification, Map<Target, Double> into) {
        for (Offer offer : offers) {
            into.put(offer.target(), QualityEstimate.of(offer, classification));
        }
    }

    /** Tokens that all answers to the prompt are expected to have; none for what is no prompt for an answer. */
    public static long expectedOutput(PromptRequest request, Classification classification, @Nullable Long seen) {
        if (!(request.body() instanceof PromptBody body)) {
            return 0;
        }
        Integer choices = body.sampling().n();
        return OutputEstimate.tokens(
                classification.task(), seen, body.sampling().outputLimit(), choices == null ? 1 : choices);
    }

    /** USD of so many tokens at list prices; null when the target's are not known. */
    public @Nullable BigDecimal cost(Target target, long promptTokens, long outputTokens) {
        for (Offer offer : offers) {
            if (offer.target().equals(target)) {
                return offer.expectedCost(promptTokens, outputTokens, 0);
            }
        }
        return null;
    }
}
