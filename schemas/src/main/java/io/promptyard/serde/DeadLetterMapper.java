package io.promptyard.serde;

import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.DeadLetter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Dead letters, raw bytes included. */
final class DeadLetterMapper {
    private DeadLetterMapper() {}

    static io.promptyard.avro.DeadLetter toAvro(DeadLetter letter) {
        DeadLetter.Source source = letter.source();
        return new io.promptyard.avro.DeadLetter(
                Fields.orNull(letter.id(), RequestId::value),
                letter.at(),
                OutcomeMapper.KINDS.avro(letter.kind()),
                letter.stage(),
                letter.message(),
                letter.tenant(),
                letter.route(),
                Fields.provider(letter.target()),
                Fields.model(letter.target()),
                letter.httpStatus(),
                Fields.orNull(source, DeadLetter.Source::topic),
                Fields.orNull(source, DeadLetter.Source::partition),
                Fields.orNull(source, DeadLetter.Source::offset),
                source == null ? null : view(source.rawKey()),
                source == null ? null : view(source.rawValue()),
                letter.exceptionClass(),
                letter.applicationId(),
                letter.taskId(),
                Fields.orNull(letter.request(), PromptMapper::toAvro),
                Fields.list(letter.attempts(), AttemptMapper::toAvro),
                Fields.orNull(source, DeadLetter.Source::rawValueBytes),
                CompletionMapper.toAvro(letter.received()),
                CompletionMapper.toAvro(letter.usage()),
                CompletionMapper.toAvro(letter.usageSoFar()));
    }

    static DeadLetter toModel(io.promptyard.avro.DeadLetter letter) {
        return new DeadLetter(
                Fields.orNull(letter.getId(), RequestId::new),
                letter.getAt(),
                OutcomeMapper.KINDS.model(letter.getKind()),
                letter.getStage(),
                letter.getMessage(),
                letter.getTenant(),
                letter.getRoute(),
                Fields.target(letter.getProvider(), letter.getModel()),
                letter.getHttpStatus(),
                source(letter),
                letter.getExceptionClass(),
                letter.getApplicationId(),
                letter.getTaskId(),
                Fields.orNull(letter.getRequest(), PromptMapper::toModel),
                Fields.list(letter.getAttempts(), AttemptMapper::toModel),
                CompletionMapper.toModel(letter.getReceived()),
                CompletionMapper.toModel(letter.getUsage()),
                CompletionMapper.toModel(letter.getUsageSoFar()));
    }

    private static DeadLetter.@Nullable Source source(io.promptyard.avro.DeadLetter letter) {
        if (letter.getSourceTopic() == null) {
            return null;
        }
        Integer partition = letter.getSourcePartition();
        Long offset = letter.getSourceOffset();
        return new DeadLetter.Source(
                letter.getSourceTopic(),
                partition == null ? -1 : partition,
                offset == null ? -1 : offset,
                letter.getRawKey(),
                letter.getRawValue(),
                letter.getRawValueBytes());
    }

    /** A position of its own, because writing may happen on another thread than reading. */
    private static @Nullable ByteBuffer view(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : bytes.duplicate();
    }
}
