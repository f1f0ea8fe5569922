package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.evaluate.Evaluation;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.evaluate.Pairs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        description = "How good a model's predictions are of prompts whose outcomes or labels are known.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "MODEL", description = "a trained model; without it, the one that ships")
    private @Nullable Path model;

    @Option(
            names = "--data",
            split = ",",
            required = true,
            paramLabel = "F",
            description = "JSON lines, gzipped or not")
    private List<Path> data = List.of();

    @Option(names = "--exclude", paramLabel = "IDS", description = "file of ids to leave out, one in a line")
    private @Nullable Path exclude;

    @Option(names = "--pairs", paramLabel = "F", description = "JSON array of {name, bench, strong, weak}")
    private @Nullable Path pairs;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "500",
            description = "samples for the intervals; 0 for none")
    private int samples;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (samples < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--bootstrap: must not be negative (got " + samples + ")");
        }
        RoutingModel learnt = ModelFiles.model(model);
        Evaluation evaluation = Evaluation.of(learnt, ModelFiles.rows(data, ModelFiles.ids(exclude)), pairs(), samples);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(EvaluationJson.of(learnt.version(), evaluation)));
        } else {
            EvaluationTables.print(learnt.version(), evaluation, out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<Pair> pairs() throws IOException {
        if (pairs == null) {
            return Pairs.builtIn();
        }
        try {
            return Pairs.parse(Files.read(pairs), pairs.toString());
        } catch (IllegalArgumentException e) {
            throw new java.nio.file.FileSystemException(e.getMessage());
        }
    }
}
