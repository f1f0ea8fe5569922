package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/** Buries the prompt whose record is too large to produce; everything else is tried again, or stops to be read again. */
public final class DeadLetteringProductionHandler implements ProductionExceptionHandler {
    private Undertaker undertaker;

    @Override
    public void configure(Map<String, ?> configs) {
        undertaker = (Undertaker) configs.get(Undertaker.CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) {
            return Transient.is(exception) ? Response.retry() : Response.fail();
        }
        return Response.resume(undertaker.buryTooLarge(
                record.topic(),
                new Corpse(
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        record.key(), // Streams has let go of the source record by now
                        null,
                        context.headers(),
                        context.processorNodeId(),
                        context.taskId().toString(),
                        FailureKind.TOO_LARGE,
                        "record for " + record.topic() + ": must fit max.request.size and max.message.bytes",
                        exception)));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}
