package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.SettledMark;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.router.Names;
import io.promptyard.topic.RouterTopics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The worker's two processors and the store they share. It is in
 * memory with a changelog: it holds little, and RocksDB costs more than the rest of the hop (docs/performance.md).
 */
public final class WorkerProcessors {
    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

    private final ProviderWorker worker;
    private final String dispatchTopic;
    private final StoreBuilder<?> store;

    /**
     * @param calls must wait for a registry that is down, or its absence ends the stream thread; so must {@code marks}
     */
    public WorkerProcessors(
            ProviderWorker worker,
            RouterTopics topics,
            Serde<PendingCall> calls,
            Serde<SettledMark> marks,
            int maxNoteBytes) {
        this.worker = worker;
        this.dispatchTopic = topics.dispatch(worker.provider()).name();
        this.store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.PENDING), Serdes.String(), WorkerEntrySerde.of(calls, marks))
                .withLoggingEnabled(changelog(maxNoteBytes));
    }

    /**
     * Most of what is noted is gone within seconds, and a restore reads all that is left of it: small segments, soon
     * rolled, soon compacted. A tombstone outlives any restore. A segment must hold the largest record.
     */
    private static Map<String, String> changelog(int maxRecordBytes) {
        return Map.of(
                "max.message.bytes", Integer.toString(maxRecordBytes),
                "segment.bytes", Integer.toString(Math.max(SEGMENT_BYTES, 2 * maxRecordBytes)),
                "segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
                "min.cleanable.dirty.ratio", "0.1",
                "max.compaction.lag.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
                "delete.retention.ms", Long.toString(Duration.ofHours(1).toMillis()));
    }

    /**
     * The store that both processors are to be connected with by name: with Kafka Streams 4.3.1 two suppliers that
     * return one builder from {@code stores()} end in two sub-topologies, each with a store of that name.
     */
    public StoreBuilder<?> store() {
        return store;
    }

    /** From dispatches to calls; forwards nothing. */
    public ProcessorSupplier<String, Dispatch, Void, Void> call() {
        return CallProvider::new;
    }

    /** From outcomes to settlements. */
    public ProcessorSupplier<String, ProviderOutcome, String, Settlement> verdict() {
        return SettleOutcome::new;
    }

    private TaskCalls open(ProcessorContext<?, ?> context) {
        return worker.open(
                context.taskId(),
                context.getStateStore(Names.PENDING),
                new TopicPartition(dispatchTopic, context.taskId().partition()));
    }

    private static long offset(ProcessorContext<?, ?> context) {
        return context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
    }

    private final class CallProvider extends ContextualProcessor<String, Dispatch, Void, Void> {
        private TaskCalls calls;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            calls = open(context);
            context.schedule(worker.settings().tick(), PunctuationType.WALL_CLOCK_TIME, at -> calls.tick());
        }

        @Override
        public void process(Record<String, Dispatch> record) {
            if (record.value() != null) {
                calls.dispatched(record.value(), offset(context()));
            }
        }

        @Override
        public void close() {
            worker.close(context().taskId());
        }
    }

    private final class SettleOutcome extends ContextualProcessor<String, ProviderOutcome, String, Settlement> {
        private TaskCalls calls;

        @Override
        public void init(ProcessorContext<String, Settlement> context) {
            super.init(context);
            calls = open(context);
        }

        @Override
        public void process(Record<String, ProviderOutcome> record) {
            if (record.value() != null) {
                calls.ended(record.value(), offset(context()))
                        .ifPresent(settled -> context().forward(record.withValue(settled)));
            }
        }

        @Override
        public void close() {
            worker.close(context().taskId());
        }
    }
}
