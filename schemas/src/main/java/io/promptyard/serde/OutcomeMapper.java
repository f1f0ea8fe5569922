package io.promptyard.serde;

import io.promptyard.avro.AnsweredOutcome;
import io.promptyard.avro.FailedOutcome;
import io.promptyard.avro.FenceOutcome;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome;

/** How a call ended, and how a prompt ended. */
final class OutcomeMapper {
    static final EnumTable<FailureKind, io.promptyard.avro.FailureKind> KINDS =
            EnumTable.of(FailureKind.class, io.promptyard.avro.FailureKind.class);

    private OutcomeMapper() {}

    static io.promptyard.avro.ProviderOutcome toAvro(ProviderOutcome outcome) {
        return new io.promptyard.avro.ProviderOutcome(
                outcome.id().value(),
                outcome.attempt(),
                outcome.attemptId(),
                outcome.at(),
                result(outcome.result()),
                outcome.key(),
                outcome.droppedParameters());
    }

    static ProviderOutcome toModel(io.promptyard.avro.ProviderOutcome outcome) {
        return new ProviderOutcome(
                new RequestId(outcome.getId()),
                outcome.getAttempt(),
                outcome.getAttemptId(),
                outcome.getAt(),
                switch (outcome.getResult()) {
                    case AnsweredOutcome answered -> toModel(answered);
                    case FailedOutcome failed -> toModel(failed);
                    case FenceOutcome fence -> new ProviderOutcome.Fence(fence.getEpoch());
                    default -> throw Fields.unknownBranch("result", outcome.getResult());
                },
                outcome.getKey(),
                outcome.getDroppedParameters());
    }

    private static Object result(ProviderOutcome.Result result) {
        return switch (result) {
            case ProviderOutcome.Answered answered ->
                new AnsweredOutcome(
                        CompletionMapper.body(answered.body()),
                        CompletionMapper.FINISH_REASONS.avro(answered.finishReason()),
                        CompletionMapper.toAvro(answered.usage()),
                        answered.latencyMillis(),
                        answered.firstTokenMillis(),
                        answered.chunks());
            case ProviderOutcome.Failed failed ->
                new FailedOutcome(
                        KINDS.avro(failed.kind()),
                        failed.message(),
                        failed.httpStatus(),
                        failed.providerCode(),
                        failed.retryAfterMillis(),
                        failed.latencyMillis(),
                        failed.firstTokenMillis(),
                        failed.chunks(),
                        CompletionMapper.toAvro(failed.usage()),
                        CompletionMapper.toAvro(failed.usageSoFar()),
                        CompletionMapper.toAvro(failed.received()));
            case ProviderOutcome.Fence fence -> new FenceOutcome(fence.epoch());
        };
    }

    private static ProviderOutcome.Answered toModel(AnsweredOutcome answered) {
        return new ProviderOutcome.Answered(
                CompletionMapper.body(answered.getBody()),
                CompletionMapper.FINISH_REASONS.model(answered.getFinishReason()),
                CompletionMapper.toModel(answered.getUsage()),
                answered.getLatencyMillis(),
                answered.getFirstTokenMillis(),
                answered.getChunks());
    }

    private static ProviderOutcome.Failed toModel(FailedOutcome failed) {
        return new ProviderOutcome.Failed(
                KINDS.model(failed.getKind()),
                failed.getMessage(),
                failed.getHttpStatus(),
                failed.getProviderCode(),
                failed.getRetryAfterMillis(),
                failed.getLatencyMillis(),
                failed.getFirstTokenMillis(),
                failed.getChunks(),
                CompletionMapper.toModel(failed.getUsage()),
                CompletionMapper.toModel(failed.getUsageSoFar()),
                CompletionMapper.toModel(failed.getReceived()));
    }

    static io.promptyard.avro.FinalResponse toAvro(FinalResponse response) {
        return new io.promptyard.avro.FinalResponse(
                response.id().value(),
                response.at(),
                response.tenant(),
                switch (response.result()) {
                    case FinalResponse.Answer answer -> toAvro(answer);
                    case FinalResponse.Refusal refusal -> toAvro(refusal);
                },
                response.attempts(),
                Fields.money(response.costUsd()),
                PromptMapper.toAvro(response.experiment()),
                Fields.orNull(response.redriveOf(), RequestId::value),
                LimitsMapper.toAvro(response.rateLimits()));
    }

    static FinalResponse toModel(io.promptyard.avro.FinalResponse response) {
        return new FinalResponse(
                new RequestId(response.getId()),
                response.getAt(),
                response.getTenant(),
                switch (response.getResult()) {
                    case io.promptyard.avro.Answer answer -> toModel(answer);
                    case io.promptyard.avro.Refusal refusal -> toModel(refusal);
                    default -> throw Fields.unknownBranch("result", response.getResult());
                },
                response.getAttempts(),
                Fields.money(response.getCostUsd(), "costUsd"),
                PromptMapper.toModel(response.getExperiment()),
                Fields.orNull(response.getRedriveOf(), RequestId::new),
                LimitsMapper.toModel(response.getRateLimits()));
    }

    private static io.promptyard.avro.Answer toAvro(FinalResponse.Answer answer) {
        return new io.promptyard.avro.Answer(
                answer.target().provider().value(),
                answer.target().model().value(),
                answer.route(),
                CompletionMapper.body(answer.body()),
                CompletionMapper.FINISH_REASONS.avro(answer.finishReason()),
                CompletionMapper.toAvro(answer.usage()),
                answer.latencyMillis(),
                answer.firstTokenMillis(),
                answer.attemptId(),
                answer.chunks(),
                answer.droppedParameters());
    }

    private static FinalResponse.Answer toModel(io.promptyard.avro.Answer answer) {
        return new FinalResponse.Answer(
                Target.of(answer.getProvider(), answer.getModel()),
                answer.getRoute(),
                CompletionMapper.body(answer.getBody()),
                CompletionMapper.FINISH_REASONS.model(answer.getFinishReason()),
                CompletionMapper.toModel(answer.getUsage()),
                answer.getLatencyMillis(),
                answer.getFirstTokenMillis(),
                answer.getAttemptId(),
                answer.getChunks(),
                answer.getDroppedParameters());
    }

    private static io.promptyard.avro.Refusal toAvro(FinalResponse.Refusal refusal) {
        return new io.promptyard.avro.Refusal(
                KINDS.avro(refusal.kind()),
                refusal.message(),
                refusal.httpStatus(),
                Fields.provider(refusal.target()),
                Fields.model(refusal.target()),
                refusal.deadLetter(),
                refusal.route(),
                refusal.retryAfterMillis(),
                refusal.attemptId(),
                refusal.chunks());
    }

    private static FinalResponse.Refusal toModel(io.promptyard.avro.Refusal refusal) {
        return new FinalResponse.Refusal(
                KINDS.model(refusal.getKind()),
                refusal.getMessage(),
                refusal.getHttpStatus(),
                Fields.target(refusal.getProvider(), refusal.getModel()),
                refusal.getDeadLetter(),
                refusal.getRoute(),
                refusal.getRetryAfterMillis(),
                refusal.getAttemptId(),
                refusal.getChunks());
    }
}
