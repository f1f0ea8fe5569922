package io.promptyard.router.policy;

import io.promptyard.model.Classification;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.RouteConstraints;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt demands of a target. {@code maxCost} is the least of its own bound and the ceilings that filter;
 * {@code outputReserve} is what must be left of the window for the answer; {@code windowed} is false where the window is for
 * each of many texts, whose lengths the provider judges.
 */
record Demand(
        Classification classification,
        PromptNeeds needs,
        List<String> regions,
        boolean zeroRetention,
        Recipients recipients,
        long outputReserve,
        boolean windowed,
        @Nullable Integer outputLimit,
        long expectedOutput,
        @Nullable Double minQuality,
        @Nullable BigDecimal maxCost,
        PromptContent body) {

    static Demand of(
            PromptRequest request,
            PromptBody body,
            Classification classification,
            RouteConstraints ofRoute,
            @Nullable Long outputSeen,
            @Nullable BigDecimal ceiling) {
        Constraints constraints = request.constraints();
        Integer limit = body.sampling().outputLimit();
        Integer choices = body.sampling().n();
        return new Demand(
                classification,
                PromptNeeds.of(request, body),
                Offer.lowerCase(constraints.regions()),
                constraints.zeroRetention(),
                Recipients.of(constraints, ofRoute),
                limit == null ? OutputEstimate.DEFAULT_RESERVE : Math.max(limit, 0),
                true,
                limit,
                OutputEstimate.tokens(classification.task(), outputSeen, limit, choices == null ? 1 : choices),
                constraints.minQuality(),
                least(constraints.maxCostUsd(), ceiling),
                body);
    }

    /** Of vectors: nothing is written, and no quality is predicted. */
    static Demand of(
            PromptRequest request,
            EmbeddingBody body,
            Classification classification,
            RouteConstraints ofRoute,
            @Nullable BigDecimal ceiling) {
        Constraints constraints = request.constraints();
        return new Demand(
                classification,
                PromptNeeds.of(request),
                Offer.lowerCase(constraints.regions()),
                constraints.zeroRetention(),
                Recipients.of(constraints, ofRoute),
                0,
                false,
                0,
                0,
                null,
                least(constraints.maxCostUsd(), ceiling),
                body);
    }

    /** How many answers are wanted. */
    int choices() {
        Integer choices = body instanceof PromptBody prompt ? prompt.sampling().n() : null;
        return choices == null ? 1 : Math.max(choices, 1);
    }

    static @Nullable BigDecimal least(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.min(b);
    }
}
