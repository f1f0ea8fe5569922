package io.promptyard.router.budget;

import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Notes which keys were written or removed: to look for them would mean to read all. */
record WatchedBook<V>(Book<V> book, Set<String> changed) implements Book<V> {

    @Override
    public @Nullable V get(String key) {
        return book.get(key);
    }

    @Override
    public void put(String key, V value) {
        book.put(key, value);
        changed.add(key);
    }

    @Override
    public void remove(String key) {
        book.remove(key);
        changed.add(key);
    }

    @Override
    public void forEach(BiConsumer<String, V> visitor) {
        book.forEach(visitor);
    }
}
