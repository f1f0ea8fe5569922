package io.promptyard.router.feedback;

import io.promptyard.router.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest labels of all requests and hands them over to be learnt from. Its topic has one partition, so there is
 * one of it in the whole fleet: whoever owns the task trains. Of more than {@code max-labels} the oldest go. New is what came since the last
 * training, whenever it says that it was said.
 */
final class CollectLabels extends ContextualProcessor<String, LabelRow, Void, Void> {
    private final Learning learning;
    private final TreeSet<Kept> byAge =
            new TreeSet<>(Comparator.comparingLong(Kept::age).thenComparing(Kept::id));
    private final TreeSet<Kept> byArrival =
            new TreeSet<>(Comparator.comparingLong(Kept::arrival).thenComparing(Kept::id));
    private final Map<String, Kept> kept = new HashMap<>();
    private KeyValueStore<String, LabelRow> labels;

    private record Kept(String id, long age, long arrival) {}

    CollectLabels(Learning learning) {
        this.learning = learning;
    }

    static StoreBuilder<KeyValueStore<String, LabelRow>> store() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Names.LABELS), Serdes.String(), Notes.of(LabelRow.class));
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        labels = context.getStateStore(Names.LABELS);
        all().forEach(this::note);
        learning.drift().kept(byAge.size());
        context.schedule(learning.config().interval(), PunctuationType.WALL_CLOCK_TIME, now -> train());
    }

    @Override
    public void process(Record<String, LabelRow> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        LabelRow row = arrived(record.value(), labels.get(record.key()));
        labels.put(record.key(), row);
        note(row);
        while (byAge.size() > learning.config().maxLabels()) {
            Kept oldest = byAge.removeFirst();
            byArrival.remove(oldest);
            kept.remove(oldest.id());
            labels.delete(oldest.id());
        }
        learning.drift().kept(byAge.size());
    }

    /** What is told again, as more of its request becomes known, came when it was first told. */
    private LabelRow arrived(LabelRow row, @Nullable LabelRow before) {
        return row.cameAt(
                before != null && before.saysTheSameAs(row)
                        ? before.arrival()
                        : learning.clock().millis());
    }

    private void note(LabelRow row) {
        Kept now = new Kept(row.id(), row.age(), row.arrival());
        Kept before = kept.put(row.id(), now);
        if (before != null) {
            byAge.remove(before);
            byArrival.remove(before);
        }
        byAge.add(now);
        byArrival.add(now);
    }

    /** Rows are copied on the stream thread, learnt from on another. */
    private void train() {
        Instant since = learning.training().wants();
        if (since == null) {
            return;
        }
        int fresh = byArrival
                .tailSet(new Kept("", Long.MIN_VALUE, since.toEpochMilli() + 1), true)
                .size();
        if (fresh >= learning.config().minLabels()) {
            learning.training().begin(all());
        }
    }

    private List<LabelRow> all() {
        List<LabelRow> rows = new ArrayList<>();
        try (KeyValueIterator<String, LabelRow> each = labels.all()) {
            while (each.hasNext()) {
                KeyValue<String, LabelRow> next = each.next();
                rows.add(next.value);
            }
        }
        return rows;
    }
}
