package io.promptyard.standalone.cli;

import io.promptyard.router.classify.ClassifyLines;
import io.promptyard.router.classify.HeuristicClassifier;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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
    @Option(names = "--model", paramLabel = "MODEL", description = "a trained model; not built yet")
    private @Nullable String model;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (model != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--model: not built yet; without it the heuristic classifier answers");
        }
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        boolean someoneWaits = System.console() != null || System.in.available() == 0;
        long errors = new ClassifyLines(HeuristicClassifier.create(System::nanoTime), someoneWaits).run(in, out);
        return errors == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
