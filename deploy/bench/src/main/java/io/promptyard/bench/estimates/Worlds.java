package io.promptyard.bench.estimates;

import io.promptyard.bench.estimates.World.Known;
import io.promptyard.bench.routing.ModelPrice;
import io.promptyard.model.Target;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.Scorer;
import io.promptyard.router.learn.BadRowException;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import io.promptyard.router.learn.TrainingFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Worlds made of the prompts with known outcomes: those of a dev split, predicted by what was learnt from the train split. */
final class Worlds {
    private final Path dir;
    private final Set<String> excluded;

    /** @param data where {@code routing/} stands */
    Worlds(Path data) throws IOException {
        dir = data.resolve("routing");
        excluded = new HashSet<>(Files.readAllLines(dir.resolve("EXCLUDE_ids.txt")));
    }

    /** Of one source, with its models of which a price is known. */
    World of(String source) throws IOException {
        List<LabelledPrompt> train = read(source + ".train.jsonl.gz");
        List<LabelledPrompt> dev = read(source + ".dev.jsonl.gz");
        Map<String, ModelPrice> prices = ModelPrice.all();
        Set<String> shared = new TreeSet<>(prices.keySet());
        dev.forEach(row -> shared.retainAll(row.scores().keySet()));
        List<String> models = shared.stream()
                .sorted(Comparator.comparingDouble(model -> prices.get(model).output()))
                .toList();
        Scorer scorer = new Scorer(new RidgeLearner().learn(train));
        PromptFeatures features = new PromptFeatures();
        List<Known> prompts = dev.stream()
                .map(row -> {
                    features.read(row.text());
                    scorer.score(features);
                    return new Known(
                            stratum(source, row),
                            models.stream()
                                    .mapToDouble(model -> row.scores().get(model))
                                    .toArray(),
                            models.stream()
                                    .mapToDouble(model -> Math.clamp(scorer.probability(model, 0.5), 0.0, 1.0))
                                    .toArray());
                })
                .toList();
        return new World(
                source, models.stream().map(model -> Target.of(source, model)).toList(), prompts);
    }

    /** MMLU has a category for each of 57 subjects; a task is coarser. */
    private static String stratum(String source, LabelledPrompt row) {
        return source.equals("mmlupro") ? row.category() : row.bench();
    }

    private List<LabelledPrompt> read(String file) throws IOException {
        try {
            return new TrainingFiles().read(dir.resolve(file), excluded);
        } catch (BadRowException e) {
            throw new FileSystemException(e.getMessage());
        }
    }
}
