package io.promptyard.router.ingress;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** From a response, unread, to where it stands: all that a repeat of its prompt needs to be answered from it. */
public final class LocateAnswer extends ContextualProcessor<String, byte[], String, AnswerPlace> {
    @Override
    public void process(Record<String, byte[]> response) {
        if (response.key() != null) {
            context()
                    .recordMetadata()
                    .ifPresent(
                            at -> context().forward(response.withValue(new AnswerPlace(at.partition(), at.offset()))));
        }
    }
}
