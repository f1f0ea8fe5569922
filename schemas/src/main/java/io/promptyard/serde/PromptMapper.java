package io.promptyard.serde;

import io.promptyard.avro.Sampling;
import io.promptyard.model.Constraints;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.SamplingParameters;
import org.jspecify.annotations.Nullable;

/**
 * Prompts. Producers in other languages often write an empty string where they mean nothing: a blank tenant, endpoint
 * or model reads as its default. Every other value the model refuses makes the record unreadable.
 */
final class PromptMapper {
    private PromptMapper() {}

    static io.promptyard.avro.PromptRequest toAvro(PromptRequest request) {
        return new io.promptyard.avro.PromptRequest(
                request.id().value(),
                request.createdAt(),
                request.deadline(),
                request.tenant(),
                request.endpoint(),
                request.tags(),
                request.model(),
                toAvro(request.constraints()),
                body(request.body()),
                request.stream(),
                toAvro(request.experiment()),
                request.traceparent(),
                request.replyPartition(),
                toAvro(request.redrive()),
                request.keyId(),
                request.priority());
    }

    static PromptRequest toModel(io.promptyard.avro.PromptRequest request) {
        return new PromptRequest(
                new RequestId(request.getId()),
                request.getCreatedAt(),
                request.getDeadline(),
                Fields.orDefault(request.getTenant(), PromptRequest.DEFAULT),
                Fields.orDefault(request.getEndpoint(), PromptRequest.DEFAULT),
                request.getTags(),
                Fields.orDefault(request.getModel(), PromptRequest.AUTO),
                toModel(request.getConstraints()),
                body(request.getBody()),
                request.getStream(),
                toModel(request.getExperiment()),
                request.getTraceparent(),
                request.getReplyPartition(),
                toModel(request.getRedrive()),
                request.getKeyId(),
                request.getPriority());
    }

    static io.promptyard.avro.@Nullable Experiment toAvro(@Nullable Experiment experiment) {
        return experiment == null ? null : new io.promptyard.avro.Experiment(experiment.id(), experiment.arm());
    }

    static @Nullable Experiment toModel(io.promptyard.avro.@Nullable Experiment experiment) {
        return experiment == null ? null : new Experiment(experiment.getId(), experiment.getArm());
    }

    private static io.promptyard.avro.@Nullable Redrive toAvro(@Nullable Redrive redrive) {
        return redrive == null
                ? null
                : new io.promptyard.avro.Redrive(redrive.of().value(), redrive.route());
    }

    private static @Nullable Redrive toModel(io.promptyard.avro.@Nullable Redrive redrive) {
        return redrive == null ? null : new Redrive(new RequestId(redrive.getOf()), redrive.getRoute());
    }

    private static io.promptyard.avro.Constraints toAvro(Constraints constraints) {
        return new io.promptyard.avro.Constraints(
                constraints.regions(),
                constraints.zeroRetention(),
                Fields.money(constraints.maxCostUsd()),
                constraints.minQuality(),
                constraints.capabilities(),
                constraints.providers(),
                constraints.notProviders(),
                constraints.dataClass());
    }

    private static Constraints toModel(io.promptyard.avro.Constraints constraints) {
        return new Constraints(
                constraints.getRegions(),
                constraints.getZeroRetention(),
                Fields.money(constraints.getMaxCostUsd(), "constraints.maxCostUsd"),
                constraints.getMinQuality(),
                constraints.getCapabilities(),
                constraints.getProviders(),
                constraints.getNotProviders(),
                constraints.getDataClass());
    }

    private static Object body(PromptContent content) {
        return switch (content) {
            case PromptContent.PromptBody clear -> toAvro(clear);
            case PromptContent.EmbeddingBody embedding -> EmbeddingMapper.toAvro(embedding);
            case PromptContent.Sealed sealed -> MessageMapper.toAvro(sealed.body());
        };
    }

    private static PromptContent body(Object body) {
        return switch (body) {
            case io.promptyard.avro.PromptBody clear ->
                clear.getEmbedding() == null ? toModel(clear) : EmbeddingMapper.toModel(clear, clear.getEmbedding());
            case io.promptyard.avro.SealedBody sealed -> new PromptContent.Sealed(MessageMapper.toModel(sealed));
            default -> throw Fields.unknownBranch("body", body);
        };
    }

    private static io.promptyard.avro.PromptBody toAvro(PromptContent.PromptBody body) {
        return new io.promptyard.avro.PromptBody(
                Fields.list(body.messages(), MessageMapper::toAvro),
                Fields.list(body.tools(), MessageMapper::toAvro),
                body.toolChoice(),
                toAvro(body.sampling()),
                body.responseFormat(),
                body.extra(),
                null);
    }

    private static PromptContent.PromptBody toModel(io.promptyard.avro.PromptBody body) {
        return new PromptContent.PromptBody(
                Fields.list(body.getMessages(), MessageMapper::toModel),
                Fields.list(body.getTools(), MessageMapper::toModel),
                body.getToolChoice(),
                toModel(body.getSampling()),
                body.getResponseFormat(),
                body.getExtra());
    }

    static Sampling toAvro(SamplingParameters sampling) {
        return new Sampling(
                sampling.maxTokens(),
                sampling.maxCompletionTokens(),
                sampling.temperature(),
                sampling.topP(),
                sampling.topK(),
                sampling.n(),
                sampling.stop(),
                sampling.seed(),
                sampling.presencePenalty(),
                sampling.frequencyPenalty(),
                sampling.logprobs(),
                sampling.topLogprobs(),
                sampling.parallelToolCalls(),
                sampling.reasoningEffort(),
                sampling.user());
    }

    private static SamplingParameters toModel(Sampling sampling) {
        return new SamplingParameters(
                sampling.getMaxTokens(),
                sampling.getMaxCompletionTokens(),
                sampling.getTemperature(),
                sampling.getTopP(),
                sampling.getTopK(),
                sampling.getN(),
                sampling.getStop(),
                sampling.getSeed(),
                sampling.getPresencePenalty(),
                sampling.getFrequencyPenalty(),
                sampling.getLogprobs(),
                sampling.getTopLogprobs(),
                sampling.getParallelToolCalls(),
                sampling.getReasoningEffort(),
                sampling.getUser());
    }
}
