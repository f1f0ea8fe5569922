package io.promptyard.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds all state of one platform, locked for as long as this object is open. The lock is the
 * operating system's, on the file {@code .lock}, so a killed process leaves none behind; the file holds the owner's
 * process id for the message only. Thread-safe; whoever opened it closes it, after everything that writes into it.
 */
public final class DataDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final int PID_MAX_BYTES = 32;

    private final Path path;
    private final FileChannel channel;
    private final boolean deletedOnClose;

    private DataDirectory(Path path, FileChannel channel, boolean deletedOnClose) {
        this.path = path;
        this.channel = channel;
        this.deletedOnClose = deletedOnClose;
    }

    /**
     * Creates the directory where it is missing, and locks it.
     *
     * @throws StartupException.DataDirectoryInUse when another owner holds the lock
     * @throws StartupException.DataDirectoryUnusable when it is a file or cannot be written
     */
    public static DataDirectory open(Path directory) {
        return open(directory, false);
    }

    /** A fresh directory in the system's temporary folder, deleted with all it holds on close. */
    public static DataDirectory temporary() {
        try {
            return open(Files.createTempDirectory("promptyard-"), true);
        } catch (IOException e) {
            throw new StartupException.DataDirectoryUnusable(
                    Path.of(System.getProperty("java.io.tmpdir")), "no directory can be created in it", e);
        }
    }

    public Path path() {
        return path;
    }

    /** Where the broker keeps its log and metadata. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** Releases the lock. Idempotent. */
    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            channel.truncate(0);
            if (deletedOnClose) {
                deleteAll();
            }
        } catch (IOException e) {
            LOG.warn("data-dir {} was not closed cleanly: {}", path, e.toString());
        }
    }

    private static DataDirectory open(Path directory, boolean deletedOnClose) {
        Path path = directory.toAbsolutePath().normalize();
        create(path);
        FileChannel channel = openLockFile(path);
        try {
            if (tryLock(channel) == null) {
                throw new StartupException.DataDirectoryInUse(path, holder(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataDirectory(path, channel, deletedOnClose);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new StartupException.DataDirectoryUnusable(path, "cannot be locked: " + e.getMessage(), e);
        } catch (StartupException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static void create(Path path) {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new StartupException.DataDirectoryUnusable(path, e.getFile() + " is a file, not a directory", e);
        } catch (AccessDeniedException e) {
            throw new StartupException.DataDirectoryUnusable(path, "no permission to create " + e.getFile(), e);
        } catch (IOException e) {
            throw new StartupException.DataDirectoryUnusable(path, "it cannot be created: " + e.getMessage(), e);
        }
    }

    private static FileChannel openLockFile(Path path) {
        Path lockFile = path.resolve(".lock");
        try {
            return FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw new StartupException.DataDirectoryUnusable(path, "it is not writable by this user", e);
        } catch (IOException e) {
            throw new StartupException.DataDirectoryUnusable(path, "it is not writable: " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held in this very process, by another class loader or another platform.
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(PID_MAX_BYTES);
        channel.read(content, 0);
        String pid = StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
        if (pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return "this process already";
        }
        return pid.isEmpty() ? "another process" : "process " + pid;
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("lock file was not closed", e);
        }
    }
}
