package io.promptyard.router.feedback;

import io.promptyard.router.Names;
import io.promptyard.router.feedback.Signal.Decided;
import io.promptyard.router.feedback.Signal.Judged;
import io.promptyard.router.metrics.LearningMetrics.Became;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Puts the signals of a request together and passes on each label that follows, once, and again where it has changed.
 * Whatever order they come in, the labels are the same. A request is remembered from its first signal on, by wall clock;
 * what comes after that begins a case that knows nothing of the first.
 */
final class LabelCase extends ContextualProcessor<String, Signal, String, LabelRow> {
    private final Learning learning;
    private final Labels labels;
    private WindowStore<String, Case> cases;

    LabelCase(Learning learning) {
        this.learning = learning;
        this.labels = new Labels(learning.config().weightCap());
    }

    static StoreBuilder<WindowStore<String, Case>> store(Learning learning) {
        var memory = learning.config().memory();
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(Names.CASES, memory, memory, false),
                Serdes.String(),
                Notes.of(Case.class));
    }

    @Override
    public void init(ProcessorContext<String, LabelRow> context) {
        super.init(context);
        cases = context.getStateStore(Names.CASES);
    }

    @Override
    public void process(Record<String, Signal> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        Instant now = learning.clock().instant();
        KeyValue<Long, Case> found = find(record.key(), now);
        Case before = found == null ? Case.EMPTY : found.value;
        Case after = before.with(record.value());
        Map<String, LabelRow> known = labels.of(record.key(), before);
        Map<String, LabelRow> rows = labels.of(record.key(), after);
        count(record.value(), before, after, known, rows);
        if (after.equals(before)) {
            return;
        }
        cases.put(record.key(), after, found == null ? now.toEpochMilli() : found.key);
        rows.forEach((id, row) -> {
            if (!row.equals(known.get(id))) {
                learning.drift().labelled(row, !known.containsKey(id));
                context().forward(new Record<>(id, row, now.toEpochMilli()));
            }
        });
    }

    private void count(
            Signal signal, Case before, Case after, Map<String, LabelRow> known, Map<String, LabelRow> rows) {
        switch (signal) {
            case Decided decided -> learning.drift().decided(decided);
            case Judged judged -> {
                Became became = became(judged, before, after, known, rows);
                // What may be of a copy counts under its own id already, unless it turns out to be.
                if (judged.copy() == null || became != Became.WAITING) {
                    learning.metrics().feedback(became);
                }
            }
            case Signal.Asked asked -> {}
            case Signal.Ended ended -> {}
        }
    }

    private static Became became(
            Judged judged, Case before, Case after, Map<String, LabelRow> known, Map<String, LabelRow> rows) {
        if (after.equals(before)) {
            return Became.REPEATED;
        }
        if (after.asked() != null && after.asked().text() == null) {
            return Became.SEALED;
        }
        if (Labels.contradicts(after, judged)) {
            return Became.CONTRADICTED;
        }
        return rows.equals(known) ? Became.WAITING : Became.LABEL;
    }

    private @Nullable KeyValue<Long, Case> find(String id, Instant now) {
        try (WindowStoreIterator<Case> all =
                cases.fetch(id, now.minus(learning.config().memory()), now)) {
            return all.hasNext() ? all.next() : null;
        }
    }
}
