package io.promptyard.chaos.yard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with a small file system of its own, so that it can be filled without harm to the machine: a tmpfs, which
 * only root may mount. Elsewhere it is an ordinary directory. Whoever mounts it closes it.
 */
final class SmallDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);

    private final Path directory;
    private final boolean mounted;

    private SmallDisk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static SmallDisk mount(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no directory " + directory, e);
        }
        SmallDisk disk = new SmallDisk(
                directory, run("mount", "-t", "tmpfs", "-o", "size=128m", "promptyard-chaos", directory.toString()));
        if (disk.mounted) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(disk::unmount));
        }
        return disk;
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            LOG.debug("{} is not there", command[0], e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void unmount() {
        run("umount", "-l", directory.toString());
    }

    @Override
    public void close() {
        if (mounted) {
            unmount();
        }
    }
}
