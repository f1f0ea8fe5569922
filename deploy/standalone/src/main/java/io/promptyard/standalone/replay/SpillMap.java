package io.promptyard.standalone.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * Values by name, the newest in memory up to a weight and the rest in a RocksDB of its own, in a temporary directory that goes when the
 * map is closed: what it holds is bounded by the disk, what it takes of the heap is not more than the weight. For one thread.
 */
final class SpillMap<V> implements AutoCloseable {
    private static final double BITS = 10;
    private static final long CACHE = 16L << 20;
    private static final int OVERHEAD = 96;

    private final LinkedHashMap<String, V> memory = new LinkedHashMap<>();
    private final Bytes<V> bytes;
    private final BinaryOperator<V> merge;
    private final long most;
    private long weight;
    private @Nullable Disk disk;
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

    private Disk disk() {
        if (disk == null) {
            disk = new Disk();
        }
        return disk;
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
    }

    private static final class Disk implements AutoCloseable {
        private final Path directory;
        private final LRUCache cache;
        private final BloomFilter bloom;
        private final Options options;
        private final WriteOptions write;
        private final RocksDB store;

        Disk() {
            RocksDB.loadLibrary();
            cache = new LRUCache(CACHE);
            bloom = new BloomFilter(BITS);
            options = new Options()
                    .setCreateIfMissing(true)
                    .setWriteBufferSize(CACHE)
                    .setTableFormatConfig(
                            new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(bloom));
            write = new WriteOptions().setDisableWAL(true); // it dies with the process
            try {
                directory = Files.createTempDirectory("promptyard-replay-");
                store = RocksDB.open(options, directory.toString());
            } catch (IOException e) {
                throw new UncheckedIOException("no room for what a replay keeps", e);
            } catch (RocksDBException e) {
                throw failed(e);
            }
        }

        byte @Nullable [] get(String name) {
            try {
                return store.get(name.getBytes(StandardCharsets.UTF_8));
            } catch (RocksDBException e) {
                throw failed(e);
            }
        }

        void put(String name, byte[] value) {
            try {
                store.put(write, name.getBytes(StandardCharsets.UTF_8), value);
            } catch (RocksDBException e) {
                throw failed(e);
            }
        }

        void remove(String name) {
            try {
                store.delete(write, name.getBytes(StandardCharsets.UTF_8));
            } catch (RocksDBException e) {
                throw failed(e);
            }
        }

        private static UncheckedIOException failed(RocksDBException e) {
            return new UncheckedIOException(new IOException("what a replay keeps on disk: " + e.getMessage(), e));
        }

        @Override
        public void close() {
            List.of(store, write, options, bloom, cache).forEach(each -> each.close());
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
