package io.promptyard.router.deadletter;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For applications beside the way of prompts, that owe nobody an answer: passes over what cannot be read, which those on
 * the way have buried already; stops, to read again, when only the registry is away.
 */
public final class PassingOverHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PassingOverHandler.class);

    @Override
    public void configure(Map<String, ?> configs) {
        // Needs nothing.
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (Transient.is(exception)) {
            return Response.fail();
        }
        LOG.warn(
                "passed over {}-{} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                exception.getClass().getSimpleName());
        return Response.resume();
    }
}
