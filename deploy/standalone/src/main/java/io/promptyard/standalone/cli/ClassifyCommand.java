package io.promptyard.standalone.cli;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.ClassifyLines;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.DefaultModel;
import io.promptyard.router.classify.learned.LearnedClassifier;
import io.promptyard.router.classify.learned.Priors;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.policy.CataloguePriors;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "classify",
        description = "Classify prompts: JSON lines {\"id\",\"prompt\"} in, one JSON line out for each.",
        mixinStandardHelpOptions = true)
final class ClassifyCommand implements Callable<Integer> {
    private static final int WARM_ROUNDS = 40;

    @Option(names = "--model", paramLabel = "MODEL", description = "a trained model; without it, the one that ships")
    private @Nullable Path model;

    @Override
    public Integer call() throws IOException {
        PromptClassifier classifier = classifier();
        warm(classifier);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        boolean someoneWaits = System.console() != null || System.in.available() == 0;
        long errors = new ClassifyLines(classifier, someoneWaits).run(in, out);
        return errors == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** So that {@code micros} is what a running router takes, not what a JVM takes that has just begun. */
    private static void warm(PromptClassifier classifier) {
        List<PromptRequest> usual = DefaultModel.usualPrompts().stream()
                .map(text -> PromptRequest.of(new RequestId("warm-up"), Instant.EPOCH, PromptBody.ofUser(text)))
                .toList();
        for (int round = 0; round < WARM_ROUNDS; round++) {
            usual.forEach(classifier::classify);
        }
    }

    /** A model that was named speaks of the models in it; the one that ships, of the catalogue's as well. */
    private PromptClassifier classifier() throws IOException {
        HeuristicClassifier first = HeuristicClassifier.create(System::nanoTime);
        if (model != null) {
            return LearnedClassifier.withHeads(first, ModelFiles.model(model), Priors.NONE, System::nanoTime);
        }
        Optional<RoutingModel> shipped = DefaultModel.find();
        if (shipped.isEmpty()) {
            return first;
        }
        CataloguePriors priors =
                new CataloguePriors(new ConfigOption().load(Map.of()).router());
        return LearnedClassifier.withHeads(first, shipped.get(), priors, System::nanoTime);
    }
}
