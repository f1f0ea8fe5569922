package io.promptyard.standalone.letters;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that hold prompts. */
public final class PrivateFile {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private PrivateFile() {}

    /**
     * A new UTF-8 file that only its owner can read, where the file system knows owners; for the caller to close.
     *
     * @throws FileSystemException when there is such a file already
     */
    public static BufferedWriter create(Path file) throws IOException {
        try {
            var channel = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? Files.newByteChannel(
                            file,
                            NEW,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : Files.newByteChannel(file, NEW);
            return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(file.toString(), null, "is there already");
        }
    }
}
