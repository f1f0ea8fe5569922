package io.promptyard.standalone.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
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
 * Bytes by name in a RocksDB in a temporary directory, which goes when it is closed, and when the process is told to end before that. For
 * one thread, and that of the process's end.
 */
final class SpillDisk implements AutoCloseable {
    private static final double BITS = 10;
    private static final long CACHE = 16L << 20;

    private final Path directory;
    private final LRUCache cache;
    private final BloomFilter bloom;
    private final Options options;
    private final WriteOptions write;
    private final RocksDB store;
    /** Whoever ends it keeps it: what comes after would be a call into memory that is not there any more. */
    private final ReentrantLock inUse = new ReentrantLock();

    private final Thread atExit = new Thread(this::end, "promptyard-replay-spill-removal");

    SpillDisk() {
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
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    byte @Nullable [] get(String name) {
        inUse.lock();
        try {
            return store.get(name.getBytes(StandardCharsets.UTF_8));
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            inUse.unlock();
        }
    }

    void put(String name, byte[] value) {
        inUse.lock();
        try {
            store.put(write, name.getBytes(StandardCharsets.UTF_8), value);
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            inUse.unlock();
        }
    }

    void remove(String name) {
        inUse.lock();
        try {
            store.delete(write, name.getBytes(StandardCharsets.UTF_8));
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            inUse.unlock();
        }
    }

    private static UncheckedIOException failed(RocksDBException e) {
        return new UncheckedIOException(new IOException("what a replay keeps on disk: " + e.getMessage(), e));
    }

    private void end() {
        inUse.lock();
        List.of(store, write, options, bloom, cache).forEach(each -> each.close());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the process ends, and it with it
        }
        end();
    }
}
