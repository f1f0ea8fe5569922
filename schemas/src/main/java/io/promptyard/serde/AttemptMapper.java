package io.promptyard.serde;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;

/** Attempts: the record of each, and the summary that travels with a prompt. */
final class AttemptMapper {
    private static final EnumTable<ProviderAttempt.Phase, io.promptyard.avro.AttemptPhase> PHASES =
            EnumTable.of(ProviderAttempt.Phase.class, io.promptyard.avro.AttemptPhase.class);

    static final EnumTable<ProviderAttempt.Purpose, io.promptyard.avro.AttemptPurpose> PURPOSES =
            EnumTable.of(ProviderAttempt.Purpose.class, io.promptyard.avro.AttemptPurpose.class);

    private AttemptMapper() {}

    static io.promptyard.avro.AttemptSummary toAvro(AttemptSummary attempt) {
        return new io.promptyard.avro.AttemptSummary(
                attempt.attempt(),
                attempt.attemptId(),
                attempt.target().provider().value(),
                attempt.target().model().value(),
                OutcomeMapper.KINDS.avro(attempt.kind()),
                attempt.message(),
                attempt.httpStatus(),
                attempt.retryAfterMillis(),
                attempt.startedAt(),
                attempt.latencyMillis(),
                Fields.money(attempt.costUsd()));
    }

    static AttemptSummary toModel(io.promptyard.avro.AttemptSummary attempt) {
        return new AttemptSummary(
                attempt.getAttempt(),
                attempt.getAttemptId(),
                Target.of(attempt.getProvider(), attempt.getModel()),
                OutcomeMapper.KINDS.model(attempt.getKind()),
                attempt.getMessage(),
                attempt.getHttpStatus(),
                attempt.getRetryAfterMillis(),
                attempt.getStartedAt(),
                attempt.getLatencyMillis(),
                Fields.money(attempt.getCostUsd(), "attempts.costUsd"));
    }

    static io.promptyard.avro.ProviderAttempt toAvro(ProviderAttempt attempt) {
        return new io.promptyard.avro.ProviderAttempt(
                attempt.attemptId(),
                attempt.id().value(),
                attempt.at(),
                PHASES.avro(attempt.phase()),
                attempt.attempt(),
                attempt.target().provider().value(),
                attempt.target().model().value(),
                attempt.route(),
                attempt.tenant(),
                attempt.endpoint(),
                attempt.tags(),
                attempt.success(),
                OutcomeMapper.KINDS.avroOrNull(attempt.kind()),
                attempt.httpStatus(),
                attempt.latencyMillis(),
                attempt.firstTokenMillis(),
                CompletionMapper.toAvro(attempt.usage()),
                Fields.money(attempt.costUsd()),
                attempt.stream(),
                PromptMapper.toAvro(attempt.experiment()),
                attempt.task() == null ? null : attempt.task().label(),
                Fields.money(attempt.expectedCostUsd()),
                PURPOSES.avro(attempt.purpose()),
                attempt.settles(),
                attempt.retryAfterMillis(),
                attempt.key(),
                CompletionMapper.toAvro(attempt.usageSoFar()),
                Fields.money(attempt.costAtLeastUsd()));
    }

    static ProviderAttempt toModel(io.promptyard.avro.ProviderAttempt attempt) {
        return new ProviderAttempt(
                attempt.getAttemptId(),
                new RequestId(attempt.getId()),
                attempt.getAt(),
                PHASES.model(attempt.getPhase()),
                attempt.getAttempt(),
                Target.of(attempt.getProvider(), attempt.getModel()),
                attempt.getRoute(),
                attempt.getTenant(),
                attempt.getEndpoint(),
                attempt.getTags(),
                attempt.getSuccess(),
                OutcomeMapper.KINDS.modelOrNull(attempt.getKind()),
                attempt.getHttpStatus(),
                attempt.getLatencyMillis(),
                attempt.getFirstTokenMillis(),
                CompletionMapper.toModel(attempt.getUsage()),
                Fields.money(attempt.getCostUsd(), "costUsd"),
                attempt.getStream(),
                PromptMapper.toModel(attempt.getExperiment()),
                attempt.getTask() == null ? null : DecisionMapper.task(attempt.getTask()),
                Fields.money(attempt.getExpectedCostUsd(), "expectedCostUsd"),
                PURPOSES.model(attempt.getPurpose()),
                attempt.getSettles(),
                attempt.getRetryAfterMillis(),
                attempt.getKey(),
                CompletionMapper.toModel(attempt.getUsageSoFar()),
                Fields.money(attempt.getCostAtLeastUsd(), "costAtLeastUsd"));
    }
}
