package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List experiments, the newest first.", mixinStandardHelpOptions = true)
final class ExperimentsListCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane lane = cluster.lane(line);
        List<ExperimentRecord> found;
        try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics())) {
            found = registry.list();
        }
        PrintWriter out = line.getOut();
        if (json) {
            ArrayNode array = new JsonMapper().createArrayNode();
            found.forEach(each -> array.add(ExperimentJson.head(each)));
            out.println(array);
        } else if (found.isEmpty()) {
            out.println("no experiments");
        } else {
            table(found).print(out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** The verdict; 'show' has the rest. */
    private static String firstSentence(String summary) {
        int end = summary.indexOf(". ");
        return end < 0 ? summary : summary.substring(0, end);
    }

    private static Table table(List<ExperimentRecord> found) {
        Table table = new Table("id", "name", "kind", "state", "begun", "candidate", "summary");
        found.forEach(each -> table.row(
                each.id(),
                each.name(),
                each.kind().name().toLowerCase(Locale.ROOT),
                each.state().name().toLowerCase(Locale.ROOT),
                each.createdAt().toString(),
                each.candidateVersion(),
                firstSentence(each.summary())));
        return table;
    }
}
