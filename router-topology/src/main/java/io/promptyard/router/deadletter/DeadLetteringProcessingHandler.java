package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last resort for an error of our own: the prompt is refused as {@code INTERNAL}, the stream goes on. */
public final class DeadLetteringProcessingHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetteringProcessingHandler.class);
    private Undertaker undertaker;

    @Override
    public void configure(Map<String, ?> configs) {
        undertaker = (Undertaker) configs.get(Undertaker.CONFIG);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (Transient.is(exception)) {
            return Response.fail();
        }
        LOG.error(
                "{} failed at {}-{} offset {}: {}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                Scrubbed.trace(exception));
        return Response.resume(undertaker.bury(new Corpse(
                context.topic(),
                context.partition(),
                context.offset(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                context.processorNodeId(),
                context.taskId().toString(),
                FailureKind.INTERNAL,
                context.processorNodeId() + " failed: " + exception.getClass().getSimpleName(),
                exception)));
    }
}
