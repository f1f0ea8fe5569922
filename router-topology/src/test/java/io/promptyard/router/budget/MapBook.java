package io.promptyard.router.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A book in memory, to look into. */
final class MapBook<V> implements Book<V> {
    final Map<String, V> notes = new TreeMap<>();

    @Override
    public @Nullable V get(String key) {
        return notes.get(key);
    }

    @Override
    public void put(String key, V value) {
        notes.put(key, value);
    }

    @Override
    public void remove(String key) {
        notes.remove(key);
    }

    @Override
    public void forEach(BiConsumer<String, V> visitor) {
        List<Map.Entry<String, V>> all = new ArrayList<>(notes.entrySet());
        all.forEach(note -> visitor.accept(note.getKey(), note.getValue()));
    }
}
