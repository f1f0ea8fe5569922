package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Reroute;
import io.promptyard.router.Names;
import io.promptyard.router.Step;
import io.promptyard.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The step between classification and decision where prompts may wait for a judge, and the store that it owns. Also where none is configured: some may have
 * waited before a restart.
 */
public final class JudgePrompts implements ProcessorSupplier<String, Step, String, Step> {
    private static final Duration TICK = Duration.ofMillis(20);
    /** Without a judge: there is only what a task before left. */
    private static final Duration SLOW_TICK = Duration.ofSeconds(1);

    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

    private final @Nullable JudgeTier tier;
    private final InstantSource clock;
    private final StoreBuilder<?> store;

    /**
     * @param tier null where no judge is configured
     * @param notes must wait for a registry that is down, or its absence ends the stream thread
     */
    public JudgePrompts(@Nullable JudgeTier tier, InstantSource clock, Serde<Reroute> notes, int maxNoteBytes) {
        this.tier = tier;
        this.clock = clock;
        this.store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.IN_DOUBT), Serdes.String(), DoubtSerde.of(notes))
                .withLoggingEnabled(changelog(maxNoteBytes));
    }

    /** Of the store's changelog. Notes are gone within seconds: small segments, soon compacted. A segment must hold the largest record. */
    public static Map<String, String> changelog(int maxNoteBytes) {
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
        return new JudgePrompt(tier, clock);
    }

    /** Lets pass, or keeps back until the judge has spoken or its time is over. Waits for nothing itself. */
    static final class JudgePrompt extends ContextualProcessor<String, Step, String, Step> {
        private final @Nullable JudgeTier tier;
        private final InstantSource clock;
        private Doubts doubts;

        JudgePrompt(@Nullable JudgeTier tier, InstantSource clock) {
            this.tier = tier;
            this.clock = clock;
        }

        @Override
        public void init(ProcessorContext<String, Step> context) {
            super.init(context);
            KeyValueStore<String, Doubt> notes = context.getStateStore(Names.IN_DOUBT);
            doubts = tier == null ? new PastDoubts(notes, clock) : new InDoubt(notes, tier);
            doubts.restore();
            context.schedule(
                    tier == null ? SLOW_TICK : TICK,
                    PunctuationType.WALL_CLOCK_TIME,
                    at -> doubts.tick().forEach(this::go));
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
            Record<String, Step> record =
                    new Record<>(prompt.request().id().value(), new Step.Classified(prompt), clock.millis());
            String trace = prompt.request().traceparent();
            if (trace != null) {
                Headers headers = record.headers();
                headers.add(RecordHeaders.TRACEPARENT, trace.getBytes(StandardCharsets.UTF_8));
            }
            context().forward(record);
        }
    }
}
