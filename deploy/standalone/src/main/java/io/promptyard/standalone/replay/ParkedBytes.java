package io.promptyard.standalone.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that wait on disk until they are taken, each once. The file has no name any more from when it is open, so that it goes with the
 * process however that ends, and is written from its beginning again whenever nothing is in it. For one thread.
 */
final class ParkedBytes implements AutoCloseable {
    private @Nullable FileChannel file;
    private long end;
    private int parked;

    /** @return where they are */
    long park(byte[] bytes) {
        try {
            if (file == null) {
                Path path = Files.createTempFile("promptyard-replay-", ".parked");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            long at = end;
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                end += file.write(left, end);
            }
            parked++;
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException("no room for what a replay keeps", e);
        }
    }

    /** @throws IllegalStateException when nothing is parked */
    byte[] take(long at, int length) {
        if (file == null || parked == 0) {
            throw new IllegalStateException("nothing is parked");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what a replay keeps on disk", e);
        }
        parked--;
        if (parked == 0) {
            end = 0;
        }
        return bytes.array();
    }

    /** How many wait. */
    int size() {
        return parked;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
