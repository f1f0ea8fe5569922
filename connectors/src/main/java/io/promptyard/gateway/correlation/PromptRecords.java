package io.promptyard.gateway.correlation;

import io.promptyard.model.Cancellation;
import io.promptyard.model.PromptRequest;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records that the gateway produces, and what it says of those that it could not. May block on the registry. */
record PromptRecords(Topic<String, PromptRequest> prompts, Topic<String, Cancellation> cancellations) {
    private static final Logger LOG = LoggerFactory.getLogger(PromptRecords.class);

    static PromptRecords of(GatewayTopics topics) {
        return new PromptRecords(topics.prompts(), topics.cancellations());
    }

    ProducerRecord<String, byte[]> of(PromptRequest prompt) {
        ProducerRecord<String, byte[]> entry =
                new ProducerRecord<>(prompts.name(), prompt.id().value(), null);
        byte[] value = prompts.valueSerde().serializer().serialize(prompts.name(), entry.headers(), prompt);
        ProducerRecord<String, byte[]> whole =
                new ProducerRecord<>(prompts.name(), null, entry.key(), value, entry.headers());
        Integer replyPartition = prompt.replyPartition();
        if (replyPartition != null) {
            whole.headers().add(RecordHeaders.REPLY_PARTITION, RecordHeaders.replyPartition(replyPartition));
        }
        String traceparent = prompt.traceparent();
        if (traceparent != null) {
            whole.headers().add(RecordHeaders.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return whole;
    }

    ProducerRecord<String, byte[]> of(Cancellation cancellation) {
        byte[] value = cancellations.valueSerde().serializer().serialize(cancellations.name(), cancellation);
        return new ProducerRecord<>(cancellations.name(), cancellation.id().value(), value);
    }

    /** Of a record that was handed to the broker: unless it was refused for its size it may have arrived. */
    static PublishFailure afterSending(Exception failure) {
        PublishFailure told = failure(failure);
        return new PublishFailure(
                told.kind(), String.valueOf(told.getMessage()), told.kind() == PublishFailure.Kind.UNAVAILABLE);
    }

    /** Names the class of the failure only: messages of serialisers may hold what they could not write. */
    static PublishFailure failure(Exception failure) {
        Throwable cause = failure.getCause();
        LOG.debug(
                "prompt not sent, failure={} cause={}",
                failure.getClass().getSimpleName(),
                cause == null ? "none" : cause.getClass().getSimpleName());
        return failure instanceof RecordTooLargeException
                ? new PublishFailure(PublishFailure.Kind.TOO_LARGE, "larger than a record may be")
                : new PublishFailure(
                        PublishFailure.Kind.UNAVAILABLE, failure.getClass().getSimpleName());
    }
}
