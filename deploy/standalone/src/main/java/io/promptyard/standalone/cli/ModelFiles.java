package io.promptyard.standalone.cli;

import io.promptyard.router.classify.learned.DefaultModel;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.UnreadableModelException;
import io.promptyard.router.learn.BadRowException;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.TrainingFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads models and labelled prompts that a user named; what is wrong with them is one line. */
final class ModelFiles {
    private ModelFiles() {}

    /** @param file null for the model that ships */
    static RoutingModel model(@Nullable Path file) throws IOException {
        if (file == null) {
            return DefaultModel.find()
                    .orElseThrow(() -> new FileNotFoundException("this build ships no model: name one by --model"));
        }
        try {
            return RoutingModel.read(Files.readAllBytes(directoryRefused(file)));
        } catch (UnreadableModelException e) {
            throw new FileSystemException(file + ": " + e.getMessage());
        }
    }

    /** Ids to leave out, one in a line. */
    static Set<String> ids(@Nullable Path file) throws IOException {
        Set<String> ids = new HashSet<>();
        if (file != null) {
            io.promptyard.standalone.cli.Files.read(file)
                    .lines()
                    .map(String::strip)
                    .forEach(ids::add);
        }
        return ids;
    }

    static List<LabelledPrompt> rows(List<Path> files, Set<String> excluded) throws IOException {
        List<LabelledPrompt> rows = new ArrayList<>();
        TrainingFiles reader = new TrainingFiles();
        for (Path file : files) {
            try {
                rows.addAll(reader.read(directoryRefused(file), excluded));
            } catch (BadRowException e) {
                throw new FileSystemException(e.getMessage());
            }
        }
        return rows;
    }

    private static Path directoryRefused(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "a directory, not a file");
        }
        return file;
    }
}
