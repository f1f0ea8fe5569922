package io.promptyard.router.budget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Notes in memory, less those that are over as soon as they are written. */
final class MemoryBook<V> implements Book<V> {
    private final Map<String, V> notes = new LinkedHashMap<>();
    private final Predicate<V> over;

    MemoryBook(Predicate<V> over) {
        this.over = over;
    }

    @Override
    public @Nullable V get(String key) {
        return notes.get(key);
    }

    @Override
    public void put(String key, V value) {
        if (over.test(value)) {
            notes.remove(key);
        } else {
            notes.put(key, value);
        }
    }

    @Override
    public void remove(String key) {
        notes.remove(key);
    }

    @Override
    public void forEach(BiConsumer<String, V> visitor) {
        List.copyOf(notes.entrySet()).forEach(note -> visitor.accept(note.getKey(), note.getValue()));
    }

    int size() {
        return notes.size();
    }
}
