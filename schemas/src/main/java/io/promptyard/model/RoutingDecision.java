package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a prompt went where it went. {@code target} is null, and {@code refusal} set, when nothing was chosen; both are null while the prompt waits;
 * {@code propensity} is the probability with which the strategy makes this choice.
 * {@code turn} is the number of the prompt on its route, where shares are exact; {@code predictedOutputTokens} what an answer
 * of its task was expected to have, before any limit; {@code arm} the arm of the route's canary that the prompt is in, null
 * where there is none; {@code shadow} where a copy of the prompt goes, null where it has none; {@code deadline} until when the prompt was to be answered. With the states of the candidates these are all that the
 * decision used beside prompt and configuration; and {@code budgets}, as they were at {@code budgetsAskedAt}, all that budgets and limits
 * per minute did, where they had a say.
 */
public record RoutingDecision(
        RequestId id,
        Instant at,
        String tenant,
        String endpoint,
        Map<String, String> tags,
        String modelAsked,
        String configVersion,
        Classification classification,
        String route,
        String strategy,
        @Nullable Target target,
        List<Candidate> candidates,
        int attempt,
        double propensity,
        @Nullable FailureKind refusal,
        @Nullable Experiment experiment,
        @Nullable Long turn,
        @Nullable Long predictedOutputTokens,
        @Nullable String arm,
        @Nullable ShadowChoice shadow,
        @Nullable Instant deadline,
        @Nullable Instant budgetsAskedAt,
        List<BudgetUse> budgets) {
    public RoutingDecision {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        tags = Map.copyOf(tags);
        candidates = List.copyOf(candidates);
        budgets = List.copyOf(budgets);
        Text.unit(propensity, "propensity");
    }

    /** One that took no turn and predicted no output. */
    public RoutingDecision(
            RequestId id,
            Instant at,
            String tenant,
            String endpoint,
            Map<String, String> tags,
            String modelAsked,
            String configVersion,
            Classification classification,
            String route,
            String strategy,
            @Nullable Target target,
            List<Candidate> candidates,
            int attempt,
            double propensity,
            @Nullable FailureKind refusal,
            @Nullable Experiment experiment) {
        this(
                id,
                at,
                tenant,
                endpoint,
                tags,
                modelAsked,
                configVersion,
                classification,
                route,
                strategy,
                target,
                candidates,
                attempt,
                propensity,
                refusal,
                experiment,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** The same with what budgets made of it: other candidates, another target or none, and what they knew. */
    public RoutingDecision judged(
            List<Candidate> candidates,
            @Nullable Target target,
            @Nullable FailureKind refusal,
            Instant askedAt,
            List<BudgetUse> budgets) {
        return new RoutingDecision(
                id,
                at,
                tenant,
                endpoint,
                tags,
                modelAsked,
                configVersion,
                classification,
                route,
                strategy,
                target,
                candidates,
                attempt,
                propensity,
                refusal,
                experiment,
                turn,
                predictedOutputTokens,
                arm,
                shadow,
                deadline,
                askedAt,
                budgets);
    }

    /** The same, with a copy that goes elsewhere. */
    public RoutingDecision shadowed(ShadowChoice by) {
        return new RoutingDecision(
                id,
                at,
                tenant,
                endpoint,
                tags,
                modelAsked,
                configVersion,
                classification,
                route,
                strategy,
                target,
                candidates,
                attempt,
                propensity,
                refusal,
                experiment,
                turn,
                predictedOutputTokens,
                arm,
                by,
                deadline,
                budgetsAskedAt,
                budgets);
    }
}
