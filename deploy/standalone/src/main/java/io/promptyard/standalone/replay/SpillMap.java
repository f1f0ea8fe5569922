package io.promptyard.standalone.replay;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, the newest in memory up to a weight and the rest in a RocksDB of its own, in a temporary directory that goes with the map
 * or with the process: what it holds is bounded by the disk, what it takes of the heap is not more than the weight. For one thread.
 */
final class SpillMap<V> implements AutoCloseable {
    private static final int OVERHEAD = 96;

    private final LinkedHashMap<String, V> memory = new LinkedHashMap<>();
    private final Bytes<V> bytes;
    private final BinaryOperator<V> merge;
    private final long most;
    private long weight;
    private @Nullable SpillDisk disk;
    private long spilled;

    /** How values become bytes and back; {@code weight} is about what one takes in memory. */
    record Bytes<V>(Function<V, byte[]> write, Function<byte[], V> read, Function<V, Integer> weight) {
        static Bytes<byte[]> plain() {
            return new Bytes<>(each -> each, each -> each, each -> each.length);
        }
    }

    /**
     * @param merge of an older and a newer value of one name
     * @param most bytes that values in memory may take, about
     */
    SpillMap(Bytes<V> bytes, BinaryOperator<V> merge, long most) {
        this.bytes = bytes;
        this.merge = merge;
        this.most = most;
    }

    void put(String name, V value) {
        V older = memory.get(name);
        V now = older == null ? value : merge.apply(older, value);
        weight += weigh(name, now) - (older == null ? 0 : weigh(name, older));
        memory.put(name, now);
        if (weight > most) {
            spill();
        }
    }

    private int weigh(String name, V value) {
        return OVERHEAD + name.length() + bytes.weight().apply(value);
    }

    /** A half at once: one at a time would meet the disk with every record. */
    private void spill() {
        Iterator<Map.Entry<String, V>> eldest = memory.entrySet().iterator();
        while (weight > most / 2 && eldest.hasNext()) {
            Map.Entry<String, V> each = eldest.next();
            weight -= weigh(each.getKey(), each.getValue());
            eldest.remove();
            V older = stored(each.getKey());
            disk().put(
                            each.getKey(),
                            bytes.write().apply(older == null ? each.getValue() : merge.apply(older, each.getValue())));
            spilled += older == null ? 1 : 0;
        }
    }

    @Nullable
    V get(String name) {
        V newer = memory.get(name);
        V older = stored(name);
        return older == null ? newer : newer == null ? older : merge.apply(older, newer);
    }

    @Nullable
    V remove(String name) {
        V found = get(name);
        V newer = memory.remove(name);
        if (newer != null) {
            weight -= weigh(name, newer);
        }
        if (disk != null && found != null && spilled > 0 && stored(name) != null) {
            disk.remove(name);
            spilled--;
        }
        return found;
    }

    private @Nullable V stored(String name) {
        byte[] found = disk == null || spilled == 0 ? null : disk.get(name);
        return found == null ? null : bytes.read().apply(found);
    }

    /** How many names there are, of those in memory and on disk one twice. */
    long size() {
        return memory.size() + spilled;
    }

    long inMemory() {
        return memory.size();
    }

    private SpillDisk disk() {
        if (disk == null) {
            disk = new SpillDisk();
        }
        return disk;
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
    }
}
