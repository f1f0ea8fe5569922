package io.promptyard.router.policy;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.SpendOption;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ceiling, budget or limit that a prompt is under, for people who ask why. {@code holds} is what a call of the choice is
 * expected to cost, or what is held in reserve for it, in {@code unit}; null when not known. What is left of a budget only
 * a running system knows. {@code resetsAt} is null for a ceiling on each request.
 */
public record AppliedCeiling(
        String name,
        String window,
        String unit,
        BigDecimal limit,
        @Nullable BigDecimal holds,
        Over over,
        @Nullable Instant resetsAt) {
    private static final String REQUEST = "request";

    /** In the order of the configuration, those on each request first. */
    public static List<AppliedCeiling> of(
            RouterConfig config, ClassifiedPrompt prompt, RouteDecision decision, Instant now) {
        List<AppliedCeiling> applied = new ArrayList<>();
        Subject subject = Subject.of(prompt, now);
        for (CeilingConfig each : config.ceilings()) {
            if (each.perRequestUsd() != null && MatchRules.matches(each.match(), subject)) {
                applied.add(new AppliedCeiling(
                        REQUEST, REQUEST, "USD", each.perRequestUsd(), expected(decision), each.over(), null));
            }
        }
        if (decision instanceof RouteDecision.Routed routed && !routed.options().isEmpty()) {
            SpendOption choice = routed.options().getFirst();
            for (Claim claim : new Budgets(config.ceilings()).claims(routed.dispatch(), choice.target(), now)) {
                applied.add(new AppliedCeiling(
                        claim.budget(),
                        claim.window(),
                        claim.label(),
                        claim.limit(),
                        held(claim.unit(), choice),
                        claim.over(),
                        claim.end()));
            }
        }
        return applied;
    }

    private static @Nullable BigDecimal expected(RouteDecision decision) {
        return decision instanceof RouteDecision.Routed routed
                ? routed.dispatch().expectedCostUsd()
                : null;
    }

    private static @Nullable BigDecimal held(BudgetUnit unit, SpendOption choice) {
        return switch (unit) {
            case USD, UNKNOWN -> choice.boundUsd();
            case REQUESTS -> BigDecimal.ONE;
            case TOKENS -> choice.boundTokens() == null ? null : BigDecimal.valueOf(choice.boundTokens());
        };
    }

    /** Whether the call asks for more than the whole window has: then no waiting helps. */
    public boolean never() {
        return holds == null || holds.compareTo(limit) > 0;
    }
}
