package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.DeadLetter;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Takes the dead letter out of a burial and puts its origin into the record headers. */
public final class TellStory extends ContextualFixedKeyProcessor<String, Burial, DeadLetter> {

    @Override
    public void process(FixedKeyRecord<String, Burial> record) {
        DeadLetter letter = record.value().letter();
        if (letter == null) {
            return;
        }
        RecordHeaders headers = new RecordHeaders(record.headers());
        ErrorHeaders.write(headers, letter, null);
        if (letter.source() == null) {
            // Out of a store there is no record that is being read, and no place of it.
            context()
                    .recordMetadata()
                    .filter(read -> read.topic() != null)
                    .ifPresent(read -> ErrorHeaders.origin(headers, read));
        }
        context().forward(record.withValue(letter).withHeaders(headers));
    }
}
