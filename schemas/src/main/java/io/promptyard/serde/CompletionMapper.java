package io.promptyard.serde;

import io.promptyard.avro.AnswerBody;
import io.promptyard.avro.AnswerChoice;
import io.promptyard.avro.ChunkBody;
import io.promptyard.avro.ChunkChoice;
import io.promptyard.avro.Usage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PartialAnswer;
import io.promptyard.model.RequestId;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/** What a model said: whole, in pieces, and what it used. */
final class CompletionMapper {
    static final EnumTable<FinishReason, io.promptyard.avro.FinishReason> FINISH_REASONS =
            EnumTable.of(FinishReason.class, io.promptyard.avro.FinishReason.class);

    private CompletionMapper() {}

    static Object body(CompletionContent content) {
        return switch (content) {
            case CompletionContent.Clear clear -> toAvro(clear.completion());
            case CompletionContent.Embeddings embeddings -> EmbeddingMapper.toAvro(embeddings);
            case CompletionContent.Sealed sealed -> MessageMapper.toAvro(sealed.body());
        };
    }

    static CompletionContent body(Object body) {
        return switch (body) {
            case AnswerBody clear ->
                clear.getEmbeddings() == null
                        ? new CompletionContent.Clear(toModel(clear))
                        : EmbeddingMapper.toModel(clear, clear.getEmbeddings());
            case io.promptyard.avro.SealedBody sealed -> new CompletionContent.Sealed(MessageMapper.toModel(sealed));
            default -> throw Fields.unknownBranch("body", body);
        };
    }

    private static AnswerBody toAvro(Completion completion) {
        return new AnswerBody(
                Fields.list(completion.choices(), CompletionMapper::toAvro),
                completion.providerResponseId(),
                completion.extra(),
                null);
    }

    private static Completion toModel(AnswerBody body) {
        return new Completion(
                Fields.list(body.getChoices(), CompletionMapper::toModel),
                body.getProviderResponseId(),
                body.getExtra());
    }

    private static AnswerChoice toAvro(Completion.Choice choice) {
        return new AnswerChoice(
                choice.index(),
                MessageMapper.toAvro(choice.message()),
                FINISH_REASONS.avro(choice.finishReason()),
                choice.logprobs(),
                choice.extra());
    }

    private static Completion.Choice toModel(AnswerChoice choice) {
        return new Completion.Choice(
                choice.getIndex(),
                MessageMapper.toModel(choice.getMessage()),
                FINISH_REASONS.model(choice.getFinishReason()),
                choice.getLogprobs(),
                choice.getExtra());
    }

    static @Nullable Usage toAvro(@Nullable TokenUsage usage) {
        return usage == null
                ? null
                : new Usage(
                        usage.promptTokens(),
                        usage.completionTokens(),
                        usage.totalTokens(),
                        usage.cachedTokens(),
                        usage.cacheWriteTokens(),
                        usage.reasoningTokens(),
                        usage.extra());
    }

    static @Nullable TokenUsage toModel(@Nullable Usage usage) {
        return usage == null
                ? null
                : new TokenUsage(
                        usage.getPromptTokens(),
                        usage.getCompletionTokens(),
                        usage.getTotalTokens(),
                        usage.getCachedTokens(),
                        usage.getCacheWriteTokens(),
                        usage.getReasoningTokens(),
                        usage.getExtra());
    }

    static io.promptyard.avro.@Nullable PartialAnswer toAvro(@Nullable PartialAnswer received) {
        return received == null
                ? null
                : new io.promptyard.avro.PartialAnswer(
                        body(received.body()), received.chunks(), received.leftOutCharacters());
    }

    static @Nullable PartialAnswer toModel(io.promptyard.avro.@Nullable PartialAnswer received) {
        return received == null
                ? null
                : new PartialAnswer(body(received.getBody()), received.getChunks(), received.getLeftOutCharacters());
    }

    static io.promptyard.avro.ResponseChunk toAvro(ResponseChunk chunk) {
        return new io.promptyard.avro.ResponseChunk(
                chunk.id().value(),
                chunk.attempt(),
                chunk.attemptId(),
                chunk.sequence(),
                chunk.at(),
                chunk.target().provider().value(),
                chunk.target().model().value(),
                chunk.route(),
                switch (chunk.body()) {
                    case ResponseChunk.Content.Clear clear -> toAvro(clear.delta());
                    case ResponseChunk.Content.Sealed sealed -> MessageMapper.toAvro(sealed.body());
                },
                LimitsMapper.toAvro(chunk.rateLimits()),
                chunk.droppedParameters());
    }

    static ResponseChunk toModel(io.promptyard.avro.ResponseChunk chunk) {
        return new ResponseChunk(
                new RequestId(chunk.getId()),
                chunk.getAttempt(),
                chunk.getAttemptId(),
                chunk.getSequence(),
                chunk.getAt(),
                Target.of(chunk.getProvider(), chunk.getModel()),
                chunk.getRoute(),
                switch (chunk.getBody()) {
                    case ChunkBody clear -> new ResponseChunk.Content.Clear(toModel(clear));
                    case io.promptyard.avro.SealedBody sealed ->
                        new ResponseChunk.Content.Sealed(MessageMapper.toModel(sealed));
                    default -> throw Fields.unknownBranch("body", chunk.getBody());
                },
                LimitsMapper.toModel(chunk.getRateLimits()),
                chunk.getDroppedParameters());
    }

    private static ChunkBody toAvro(CompletionDelta delta) {
        return new ChunkBody(Fields.list(delta.choices(), CompletionMapper::toAvro), delta.extra());
    }

    private static CompletionDelta toModel(ChunkBody body) {
        return new CompletionDelta(Fields.list(body.getChoices(), CompletionMapper::toModel), body.getExtra());
    }

    private static ChunkChoice toAvro(CompletionDelta.ChoiceDelta choice) {
        return new ChunkChoice(
                choice.index(),
                MessageMapper.ROLES.avroOrNull(choice.role()),
                choice.content(),
                Fields.list(choice.toolCalls(), CompletionMapper::toAvro),
                FINISH_REASONS.avroOrNull(choice.finishReason()),
                choice.extra());
    }

    private static CompletionDelta.ChoiceDelta toModel(ChunkChoice choice) {
        return new CompletionDelta.ChoiceDelta(
                choice.getIndex(),
                MessageMapper.ROLES.modelOrNull(choice.getRole()),
                choice.getContent(),
                Fields.list(choice.getToolCalls(), CompletionMapper::toModel),
                FINISH_REASONS.modelOrNull(choice.getFinishReason()),
                choice.getExtra());
    }

    private static io.promptyard.avro.ToolCallDelta toAvro(CompletionDelta.ToolCallDelta call) {
        return new io.promptyard.avro.ToolCallDelta(
                call.index(), call.id(), call.name(), call.arguments(), call.extra());
    }

    private static CompletionDelta.ToolCallDelta toModel(io.promptyard.avro.ToolCallDelta call) {
        return new CompletionDelta.ToolCallDelta(
                call.getIndex(), call.getId(), call.getName(), call.getArguments(), call.getExtra());
    }
}
