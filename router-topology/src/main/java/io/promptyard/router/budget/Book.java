package io.promptyard.router.budget;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Notes by key, as a ledger needs them. One thread at a time. */
interface Book<V> {

    @Nullable
    V get(String key);

    void put(String key, V value);

    void remove(String key);

    /** Sees every note; may put and remove meanwhile. */
    void forEach(BiConsumer<String, V> visitor);
}
