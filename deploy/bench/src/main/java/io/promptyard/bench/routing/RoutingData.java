package io.promptyard.bench.routing;

import io.promptyard.router.learn.BadRowException;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.TrainingFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The prompts with known outcomes, and those with known tasks and subjects, that stand in the repository.
 *
 * @param labels of tasks and subjects, train split only
 */
record RoutingData(List<LabelledPrompt> train, List<LabelledPrompt> dev, List<LabelledPrompt> labels) {
    private static final List<String> OUTCOMES = List.of("llmrouter", "mmlupro", "routellm", "routerarena", "zeroeval");

    static RoutingData read(Path dir) throws IOException {
        Set<String> excluded = new HashSet<>(Files.readAllLines(dir.resolve("routing/EXCLUDE_ids.txt")));
        List<LabelledPrompt> train = new ArrayList<>();
        List<LabelledPrompt> dev = new ArrayList<>();
        for (String source : OUTCOMES) {
            train.addAll(read(dir.resolve("routing/" + source + ".train.jsonl.gz"), excluded));
            dev.addAll(read(dir.resolve("routing/" + source + ".dev.jsonl.gz"), excluded));
        }
        List<LabelledPrompt> labels = new ArrayList<>();
        for (String name : List.of("task.train.jsonl.gz", "domain.train.jsonl.gz", "tasks.templates")) {
            labels.addAll(read(dir.resolve("classify/" + name), excluded));
        }
        return new RoutingData(train, dev, labels);
    }

    private static List<LabelledPrompt> read(Path file, Set<String> excluded) throws IOException {
        try {
            return new TrainingFiles().read(file, excluded);
        } catch (BadRowException e) {
            throw new FileSystemException(e.getMessage());
        }
    }

    static List<LabelledPrompt> only(List<LabelledPrompt> rows, Predicate<LabelledPrompt> wanted) {
        return rows.stream().filter(wanted).toList();
    }
}
