package io.promptyard.router.ingress;

import io.promptyard.router.Names;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** The ids of the last 24 hours, by wall clock. Stream thread only. */
public final class SeenPrompts {
    private static final Duration MEMORY = Duration.ofHours(24);

    private final WindowStore<String, Seen> store;

    SeenPrompts(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(Names.SEEN_PROMPTS);
    }

    /** To be added to the graph once, and connected by name with whoever reads or writes it. */
    public static StoreBuilder<?> builder() {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(Names.SEEN_PROMPTS, MEMORY, MEMORY, false), Serdes.String(), Seen.serde());
    }

    @Nullable
    Seen first(String id, Instant now) {
        KeyValue<Long, Seen> first = firstEntry(id, now);
        return first == null ? null : first.value;
    }

    void add(String id, Seen seen, Instant now) {
        store.put(id, seen, now.toEpochMilli());
    }

    /** Notes where the prompt was answered, if it is known and had no answer: the first by offset is binding. */
    void answered(String id, AnswerPlace place, Instant now) {
        KeyValue<Long, Seen> first = firstEntry(id, now);
        if (first != null && first.value.answer() == null) {
            store.put(id, first.value.answered(place), first.key);
        }
    }

    private @Nullable KeyValue<Long, Seen> firstEntry(String id, Instant now) {
        try (WindowStoreIterator<Seen> all = store.fetch(id, now.minus(MEMORY), now)) {
            return all.hasNext() ? all.next() : null;
        }
    }
}
