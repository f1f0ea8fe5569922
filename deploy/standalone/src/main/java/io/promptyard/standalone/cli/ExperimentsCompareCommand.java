package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ReportComparison;
import io.promptyard.standalone.experiments.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = "Put what came of two replays side by side; exit 1 when they are not of the same prompts.",
        mixinStandardHelpOptions = true)
final class ExperimentsCompareCommand implements Callable<Integer> {
    private static final int MOST = 20;

    @Parameters(index = "0", paramLabel = "A", description = "id of an experiment")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "id of another one")
    private String second;

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
        ReportComparison comparison;
        try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics())) {
            comparison = ReportComparison.of(
                    ExperimentOption.report(ExperimentOption.record(registry, first)),
                    ExperimentOption.report(ExperimentOption.record(registry, second)));
        }
        PrintWriter out = line.getOut();
        if (json) {
            out.println(json(comparison));
        } else {
            text(out, comparison);
        }
        out.flush();
        return comparison.isComparable() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void text(PrintWriter out, ReportComparison comparison) {
        comparison.reasons().forEach(reason -> out.println("not comparable: other " + reason));
        if (!comparison.isComparable()) {
            out.println();
        }
        Table table = new Table("", "A: " + first, "B: " + second);
        comparison.rows().forEach(row -> table.row(row.name(), row.a(), row.b()));
        table.print(out);
        out.println();
        out.println(comparison.quality());
        if (!comparison.moves().isEmpty()) {
            out.println();
            moves(comparison.moves()).print(out);
            if (comparison.moves().size() > MOST) {
                out.println("and " + (comparison.moves().size() - MOST) + " more, see --json");
            }
        }
    }

    private static Table moves(List<ReportComparison.MoveRow> moves) {
        Table table = new Table("from route", "from", "to route", "to", "A", "B");
        moves.stream()
                .limit(MOST)
                .forEach(move -> table.row(
                        move.fromRoute(),
                        move.from(),
                        move.toRoute(),
                        move.to(),
                        Words.count(move.a()),
                        Words.count(move.b())));
        return table;
    }

    private ObjectNode json(ReportComparison comparison) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("a", first).put("b", second).put("comparable", comparison.isComparable());
        ArrayNode reasons = node.putArray("reasons");
        comparison.reasons().forEach(reasons::add);
        ArrayNode rows = node.putArray("figures");
        comparison
                .rows()
                .forEach(row -> rows.addObject()
                        .put("name", row.name())
                        .put("a", row.a())
                        .put("b", row.b()));
        ArrayNode moves = node.putArray("moves");
        comparison
                .moves()
                .forEach(move -> moves.addObject()
                        .put("fromRoute", move.fromRoute())
                        .put("from", move.from())
                        .put("toRoute", move.toRoute())
                        .put("to", move.to())
                        .put("a", move.a())
                        .put("b", move.b()));
        return node.put("quality", comparison.quality());
    }
}
