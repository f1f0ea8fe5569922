package io.promptyard.topic;

import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;

/** A topic's name bound to the serdes of its keys and values. The serdes belong to whoever made them. */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde) {
    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keySerde, "keySerde");
        Objects.requireNonNull(valueSerde, "valueSerde");
    }
}
