package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Buries what cannot be read; stops, to read again, when only the registry is away. */
public final class DeadLetteringDeserializationHandler implements DeserializationExceptionHandler {
    private Undertaker undertaker;

    @Override
    public void configure(Map<String, ?> configs) {
        undertaker = (Undertaker) configs.get(Undertaker.CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (Transient.is(exception)) {
            return Response.fail();
        }
        return Response.resume(undertaker.bury(new Corpse(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                record.headers(),
                context.processorNodeId(),
                context.taskId().toString(),
                FailureKind.INVALID_REQUEST,
                DeadLetterFactory.notAvro(record.value()),
                exception)));
    }
}
