package io.promptyard.router.hold;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.Names;
import io.promptyard.router.Step;
import io.promptyard.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The step behind the decision where prompts may wait, and the store that it owns. */
public final class HoldPrompts implements ProcessorSupplier<String, Step, String, Step> {
    private static final Duration TICK = Duration.ofMillis(100);

    private final HoldParts parts;
    private final StoreBuilder<?> store;
    private final Lines lines;

    /** @param prompts must, as the other serdes, wait for a registry that is down, or its absence ends the stream thread */
    public HoldPrompts(
            HoldParts parts,
            Serde<Reroute> prompts,
            Serde<Reservation> decisions,
            Serde<RoutingDecision> refusals,
            int maxNoteBytes) {
        this.parts = parts;
        this.lines = new Lines(parts.config().ageing());
        this.store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.HELD_PROMPTS),
                        Serdes.String(),
                        new HeldSerde(prompts, decisions, refusals).serde())
                .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(maxNoteBytes)));
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }

    @Override
    public HoldPrompt get() {
        return new HoldPrompt(parts, lines);
    }

    /** Lets pass, or keeps back until a target is back or the deadline has come. Waits for nothing itself. */
    static final class HoldPrompt extends ContextualProcessor<String, Step, String, Step> {
        private final HoldParts parts;
        private final Lines lines;
        private HeldPrompts held;

        HoldPrompt(HoldParts parts, Lines lines) {
            this.parts = parts;
            this.lines = lines;
        }

        @Override
        public void init(ProcessorContext<String, Step> context) {
            super.init(context);
            held = new HeldPrompts(context.getStateStore(Names.HELD_PROMPTS), parts, lines);
            held.restore();
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, at -> held.tick(this::go));
        }

        @Override
        public void process(Record<String, Step> record) {
            if (record.value() instanceof Step.Decided decided) {
                held.taken(decided).ifPresent(step -> context().forward(record.withValue(step)));
            } else {
                context().forward(record);
            }
        }

        @Override
        public void close() {
            held.close();
        }

        /** With the time of the wall clock, as prompts leave the door, and what of its headers is in a field. */
        private void go(ClassifiedPrompt prompt, Step step) {
            Record<String, Step> record = new Record<>(
                    prompt.request().id().value(), step, parts.clock().millis());
            String trace = prompt.request().traceparent();
            if (trace != null) {
                record.headers().add(RecordHeaders.TRACEPARENT, trace.getBytes(StandardCharsets.UTF_8));
            }
            context().forward(record);
        }
    }
}
