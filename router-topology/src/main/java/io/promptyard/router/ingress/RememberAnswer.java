package io.promptyard.router.ingress;

import java.time.Clock;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Notes beside a seen prompt where its answer stands; forwards nothing. */
public final class RememberAnswer extends ContextualProcessor<String, AnswerPlace, Void, Void> {
    private final Clock clock;
    private SeenPrompts seen;

    public RememberAnswer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        seen = new SeenPrompts(context);
    }

    @Override
    public void process(Record<String, AnswerPlace> record) {
        seen.answered(record.key(), record.value(), clock.instant());
    }
}
