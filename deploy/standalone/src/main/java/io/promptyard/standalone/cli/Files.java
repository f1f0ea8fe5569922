package io.promptyard.standalone.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that a user named, and says in a line why one cannot be read. */
final class Files {
    private Files() {}

    static String read(Path file) throws IOException {
        if (java.nio.file.Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "a directory, not a file");
        }
        try {
            return java.nio.file.Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "not UTF-8 text");
        }
    }

    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": not readable";
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
