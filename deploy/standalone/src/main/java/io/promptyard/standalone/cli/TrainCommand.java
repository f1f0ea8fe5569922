package io.promptyard.standalone.cli;

import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.second.EmbeddingHeads;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.classify.second.TextEmbedderFactory;
import io.promptyard.router.learn.EmbeddingLearner;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.NothingToLearnException;
import io.promptyard.router.learn.RidgeLearner;
import io.promptyard.standalone.learning.LogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description =
                "Learn a model from prompts with known outcomes or labels: files as in router-topology/data, or the log.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    /** What the default limit leaves of a prompt is less, but what begins alike is alike. */
    private static final int EMBEDDED_TOKENS = 128;

    @Option(names = "--data", split = ",", paramLabel = "F", description = "JSON lines, gzipped or not")
    private List<Path> data = List.of();

    @Option(
            names = "--log",
            description =
                    "learn from what a running lane's topics hold as well: prompts, decisions, attempts, feedback")
    private boolean log;

    @CommandLine.Mixin
    private ClusterOption cluster;

    @CommandLine.Mixin
    private LaneOption lane;

    @CommandLine.Mixin
    private PeriodOption period;

    @Option(names = "--exclude", paramLabel = "IDS", description = "file of ids to leave out, one in a line")
    private @Nullable Path exclude;

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "file to write the model to")
    private @Nullable Path out;

    @Option(
            names = "--embeddings",
            description = "learn the heads of the second tier instead, for classifier.second.embeddings")
    private boolean embeddings;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        List<LabelledPrompt> rows = rows(err);
        err.println("learning from " + rows.size() + " prompts");
        err.flush();
        Learnt learnt;
        try {
            learnt = embeddings ? heads(rows) : model(rows);
        } catch (NothingToLearnException e) {
            throw new FileSystemException((log ? "--log: " : "--data: ") + e.getMessage());
        }
        byte[] bytes = learnt.bytes();
        Path file = Objects.requireNonNull(out, "out");
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, bytes);
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s: %s, %d models, %d prompts, %d kB, %.1f s%n",
                file,
                learnt.name(),
                learnt.models(),
                rows.size(),
                bytes.length / 1024,
                (System.nanoTime() - start) / NANOS);
        learnt.from().ifPresent(from -> print.println("  learnt from " + from.words()));
        print.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<LabelledPrompt> rows(PrintWriter err) throws IOException {
        if (data.isEmpty() && !log) {
            throw new CommandLine.ParameterException(spec.commandLine(), "give --data F[,F], or --log, or both");
        }
        PeriodOption.Period written = period.period(Instant.now(), spec.commandLine());
        if (!log && (period.isGiven() || lane.isGiven())) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--from, --to, --lane: are of --log");
        }
        Set<String> excluded = ModelFiles.ids(exclude);
        List<LabelledPrompt> rows = new ArrayList<>(ModelFiles.rows(data, excluded));
        if (log) {
            ClusterOption.Lane where = cluster.lane(spec.commandLine());
            LogReader.Found found = LogReader.read(
                    where.address(),
                    lane.topics(where, spec.commandLine()),
                    cluster.learning().weightCap(),
                    written::holds);
            found.rows().stream().filter(row -> !excluded.contains(row.id())).forEach(rows::add);
            err.println("the log has " + found.rows().size() + " prompts with a label"
                    + (found.unreadable() == 0 ? "" : "; passed over " + found.unreadable() + " unreadable records"));
        }
        return rows;
    }

    /** @param from what of the log, where there was any */
    private record Learnt(String name, int models, byte[] bytes, Optional<LearntFrom> from) {}

    private static Learnt model(List<LabelledPrompt> rows) {
        RoutingModel model = new RidgeLearner().learnTold(rows);
        return new Learnt(
                model.version(),
                model.heads().size(),
                model.write(),
                model.learntFrom().filter(LearntFrom::ofLog));
    }

    private static Learnt heads(List<LabelledPrompt> rows) throws FileSystemException {
        try (TextEmbedder embedder = TextEmbedderFactory.find()
                .orElseThrow(
                        () -> new FileSystemException("--embeddings: promptyard-embeddings is not on the class path"))
                .open()) {
            EmbeddingHeads heads = new EmbeddingLearner().learn(rows, embedder, EMBEDDED_TOKENS);
            return new Learnt(heads.embedder(), heads.names().size(), heads.write(), Optional.empty());
        }
    }
}
