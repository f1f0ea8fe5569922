package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Reroute;
import io.promptyard.router.Names;
import io.promptyard.router.Step;
import io.promptyard.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The step between classification and decision where a judge is configured, and the store that it owns. */
public final class JudgePrompts implements ProcessorSupplier<String, Step, String, Step> {
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

    private final JudgeTier tier;
    private final StoreBuilder<?> store;

    /** @param notes must wait for a registry that is down, or its absence ends the stream thread */
    public JudgePrompts(JudgeTier tier, Serde<Reroute> notes, int maxNoteBytes) {
        this.tier = tier;
        this.store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.IN_DOUBT), Serdes.String(), DoubtSerde.of(notes))
                .withLoggingEnabled(changelog(maxNoteBytes));
    }

    /** Notes are gone within seconds: small segments, soon compacted. A segment must hold the largest record. */
    private static Map<String, String> changelog(int maxNoteBytes) {
        return Map.of(
                "max.message.bytes", Integer.toString(maxNoteBytes),
                "segment.bytes", Integer.toString(Math.max(SEGMENT_BYTES, 2 * maxNoteBytes)),
                "segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
                "min.cleanable.dirty.ratio", "0.1",
                "max.compaction.lag.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
                "delete.retention.ms", Long.toString(Duration.ofHours(1).toMillis()));
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }

    @Override
    public JudgePrompt get() {
        return new JudgePrompt(tier);
    }

    /** Lets pass, or keeps back until the judge has spoken or its time is over. Waits for nothing itself. */
    static final class JudgePrompt extends ContextualProcessor<String, Step, String, Step> {
        private final JudgeTier tier;
        private InDoubt doubts;

        JudgePrompt(JudgeTier tier) {
            this.tier = tier;
        }

        @Override
        public void init(ProcessorContext<String, Step> context) {
            super.init(context);
            doubts = new InDoubt(context.getStateStore(Names.IN_DOUBT), tier);
            doubts.restore();
            context.schedule(
                    TICK, PunctuationType.WALL_CLOCK_TIME, at -> doubts.tick().forEach(this::go));
        }

        @Override
        public void process(Record<String, Step> record) {
            if (record.value() instanceof Step.Classified classified) {
                doubts.taken(classified.prompt())
                        .ifPresent(prompt -> context().forward(record.withValue(new Step.Classified(prompt))));
            } else {
                context().forward(record);
            }
        }

        @Override
        public void close() {
            doubts.close();
        }

        /** With the time of the wall clock, as prompts leave the door, and what of its headers is in a field. */
        private void go(ClassifiedPrompt prompt) {
            Record<String, Step> record = new Record<>(
                    prompt.request().id().value(),
                    new Step.Classified(prompt),
                    tier.clock().instant().toEpochMilli());
            String trace = prompt.request().traceparent();
            if (trace != null) {
                Headers headers = record.headers();
                headers.add(RecordHeaders.TRACEPARENT, trace.getBytes(StandardCharsets.UTF_8));
            }
            context().forward(record);
        }
    }
}
