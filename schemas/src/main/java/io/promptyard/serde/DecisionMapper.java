package io.promptyard.serde;

import io.promptyard.model.BudgetUse;
import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import org.jspecify.annotations.Nullable;

/** Classifications and decisions. A task from a later version reads as {@link Task#OTHER}. */
final class DecisionMapper {
    private static final EnumTable<Candidate.State, io.promptyard.avro.CandidateState> STATES =
            EnumTable.of(Candidate.State.class, io.promptyard.avro.CandidateState.class);

    private DecisionMapper() {}

    static io.promptyard.avro.Classification toAvro(Classification classification) {
        return new io.promptyard.avro.Classification(
                classification.classifier(),
                classification.task().label(),
                classification.taskConfidence(),
                classification.domain(),
                classification.language(),
                classification.promptTokens(),
                classification.complexity(),
                classification.scores(),
                classification.features(),
                classification.micros());
    }

    static Classification toModel(io.promptyard.avro.Classification classification) {
        return new Classification(
                classification.getClassifier(),
                task(classification.getTask()),
                classification.getTaskConfidence(),
                classification.getDomain(),
                classification.getLanguage(),
                classification.getPromptTokens(),
                classification.getComplexity(),
                classification.getScores(),
                classification.getFeatures(),
                classification.getMicros());
    }

    static Task task(String label) {
        return Task.ofLabel(label).orElse(Task.OTHER);
    }

    static io.promptyard.avro.RoutingDecision toAvro(RoutingDecision decision) {
        return new io.promptyard.avro.RoutingDecision(
                decision.id().value(),
                decision.at(),
                decision.tenant(),
                decision.endpoint(),
                decision.tags(),
                decision.modelAsked(),
                decision.configVersion(),
                toAvro(decision.classification()),
                decision.route(),
                decision.strategy(),
                Fields.provider(decision.target()),
                Fields.model(decision.target()),
                Fields.list(decision.candidates(), DecisionMapper::toAvro),
                decision.attempt(),
                decision.propensity(),
                OutcomeMapper.KINDS.avroOrNull(decision.refusal()),
                PromptMapper.toAvro(decision.experiment()),
                decision.turn(),
                decision.predictedOutputTokens(),
                decision.arm(),
                Fields.orNull(decision.shadow(), DecisionMapper::toAvro),
                decision.deadline(),
                decision.budgetsAskedAt(),
                Fields.list(
                        decision.budgets(),
                        use -> new io.promptyard.avro.BudgetUse(
                                use.account(), use.used().toPlainString())));
    }

    static RoutingDecision toModel(io.promptyard.avro.RoutingDecision decision) {
        return new RoutingDecision(
                new RequestId(decision.getId()),
                decision.getAt(),
                decision.getTenant(),
                decision.getEndpoint(),
                decision.getTags(),
                decision.getModelAsked(),
                decision.getConfigVersion(),
                toModel(decision.getClassification()),
                decision.getRoute(),
                decision.getStrategy(),
                Fields.target(decision.getProvider(), decision.getModel()),
                Fields.list(decision.getCandidates(), DecisionMapper::toModel),
                decision.getAttempt(),
                decision.getPropensity(),
                OutcomeMapper.KINDS.modelOrNull(decision.getRefusal()),
                PromptMapper.toModel(decision.getExperiment()),
                decision.getTurn(),
                decision.getPredictedOutputTokens(),
                decision.getArm(),
                Fields.orNull(decision.getShadow(), DecisionMapper::toModel),
                decision.getDeadline(),
                decision.getBudgetsAskedAt(),
                Fields.list(
                        decision.getBudgets(),
                        use -> new BudgetUse(use.getAccount(), Fields.required(use.getUsed(), "budgets.used"))));
    }

    private static io.promptyard.avro.ShadowChoice toAvro(ShadowChoice shadow) {
        return new io.promptyard.avro.ShadowChoice(
                shadow.name(), shadow.share(), Fields.list(shadow.candidates(), DecisionMapper::toAvro));
    }

    private static ShadowChoice toModel(io.promptyard.avro.ShadowChoice shadow) {
        return new ShadowChoice(
                shadow.getName(), shadow.getShare(), Fields.list(shadow.getCandidates(), DecisionMapper::toModel));
    }

    private static io.promptyard.avro.Candidate toAvro(Candidate candidate) {
        return new io.promptyard.avro.Candidate(
                candidate.target().provider().value(),
                candidate.target().model().value(),
                STATES.avro(candidate.state()),
                candidate.reason(),
                candidate.detail(),
                candidate.score(),
                Fields.money(candidate.expectedCostUsd()),
                toAvro(candidate.targetState()));
    }

    private static io.promptyard.avro.@Nullable TargetState toAvro(@Nullable TargetState state) {
        return state == null
                ? null
                : new io.promptyard.avro.TargetState(
                        state.samples(),
                        state.firstTokenMillis(),
                        state.tokensPerSecond(),
                        state.open(),
                        state.headroom(),
                        state.cachedShare(),
                        state.notBefore(),
                        SignalMapper.STATES.avroOrNull(state.health()));
    }

    private static @Nullable TargetState toModel(io.promptyard.avro.@Nullable TargetState state) {
        return state == null
                ? null
                : new TargetState(
                        state.getSamples(),
                        state.getFirstTokenMillis(),
                        state.getTokensPerSecond(),
                        state.getOpen(),
                        state.getHeadroom(),
                        state.getCachedShare(),
                        state.getNotBefore(),
                        SignalMapper.STATES.modelOrNull(state.getHealth()));
    }

    private static Candidate toModel(io.promptyard.avro.Candidate candidate) {
        return new Candidate(
                Target.of(candidate.getProvider(), candidate.getModel()),
                STATES.model(candidate.getState()),
                candidate.getReason(),
                candidate.getDetail(),
                candidate.getScore(),
                Fields.money(candidate.getExpectedCostUsd(), "expectedCostUsd"),
                toModel(candidate.getTargetState()));
    }
}
