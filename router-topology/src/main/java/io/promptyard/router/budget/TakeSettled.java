package io.promptyard.router.budget;

import io.promptyard.model.ProviderAttempt;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What attempts say of reservations, and in which lane: that is told by their topic alone. */
public final class TakeSettled extends ContextualFixedKeyProcessor<String, ProviderAttempt, Settled> {
    private final Map<String, String> lanes;

    /** @param lanes by the topic of their attempts; the default one is empty */
    public TakeSettled(Map<String, String> lanes) {
        this.lanes = lanes;
    }

    @Override
    public void process(FixedKeyRecord<String, ProviderAttempt> record) {
        String lane = context()
                .recordMetadata()
                .map(RecordMetadata::topic)
                .map(lanes::get)
                .orElse("");
        Settled.of(record.value(), lane).forEach(settled -> context().forward(record.withValue(settled)));
    }
}
