package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Tell what came of an experiment.", mixinStandardHelpOptions = true)
final class ExperimentsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "of the experiment, as 'experiments list' tells it")
    private String id;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane lane = cluster.lane(line);
        Optional<ExperimentRecord> found;
        try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics())) {
            found = registry.get(id);
        }
        if (found.isEmpty()) {
            line.getErr().println("promptyard: no experiment " + id);
            line.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        PrintWriter out = line.getOut();
        if (json) {
            out.println(ExperimentJson.whole(found.get()));
        } else {
            text(out, found.get());
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static void text(PrintWriter out, ExperimentRecord record) throws IOException {
        out.println("experiment " + record.id() + (record.name().isEmpty() ? "" : ": " + record.name()));
        out.println(record.kind().name().toLowerCase(Locale.ROOT) + ", "
                + record.state().name().toLowerCase(Locale.ROOT) + ", begun " + record.createdAt());
        if (!record.candidateVersion().isEmpty()) {
            out.println("candidate: " + record.candidateVersion());
        }
        if (!record.summary().isEmpty()) {
            out.println(record.summary());
        }
        out.println();
        out.println(new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(ExperimentJson.whole(record).get("report")));
    }
}
