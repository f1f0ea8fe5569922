package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.router.replay.CostGroup;
import io.promptyard.router.replay.Recosted;
import io.promptyard.router.replay.Recosting;
import io.promptyard.standalone.replay.AttemptLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "recost",
        description =
                "What recorded calls cost, beside what they come to at the prices of the configuration: after a price was corrected.",
        mixinStandardHelpOptions = true)
final class RecostCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster;

    @Mixin
    private LaneOption lane;

    @Mixin
    private PeriodOption period;

    @Option(
            names = "--by",
            paramLabel = "GROUP",
            description = "add up by ${COMPLETION-CANDIDATES} (default: model)",
            defaultValue = "MODEL")
    private CostGroup by = CostGroup.MODEL;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane where = cluster.lane(line);
        PeriodOption.Period when = period.period(Instant.now(), line);
        Recosting recosting = new Recosting(
                new CostCalculator(cluster.catalogue()),
                cluster.isBuiltIn() ? new CostCalculator(CatalogueReader.builtIn()) : null,
                by);
        long unreadable = AttemptLog.read(where.address(), lane.topics(where, line), attempt -> {
            if (when.holds(attempt.at())) {
                recosting.add(attempt);
            }
        });
        PrintWriter out = line.getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(array(recosting.groups())));
        } else {
            table(recosting).print(out);
        }
        out.flush();
        if (recosting.left() > 0) {
            line.getErr()
                    .println(recosting.left()
                            + " calls were recorded at list prices, where the built-in configuration has a price-factor: they are left as they are; name"
                            + " the system's configuration with --config");
            line.getErr().flush();
        }
        if (unreadable > 0) {
            line.getErr().println("passed over " + unreadable + " unreadable records");
            line.getErr().flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private ArrayNode array(List<Recosted> groups) {
        ArrayNode array = new JsonMapper().createArrayNode();
        for (Recosted each : groups) {
            array.addObject()
                    .put(label(), each.group())
                    .put("calls", each.calls())
                    .put("recordedUsd", each.recorded().toPlainString())
                    .put("recordedUnknown", each.recordedUnknown())
                    .put("costUsd", each.now().toPlainString())
                    .put("unknown", each.unknown())
                    .put("differenceUsd", each.difference().toPlainString());
        }
        return array;
    }

    private Table table(Recosting recosting) {
        Table table = new Table(label(), "calls", "recorded $", "unknown", "now $", "unknown", "difference $");
        recosting.groups().forEach(each -> row(table, each));
        row(table, recosting.total());
        return table;
    }

    private static void row(Table table, Recosted each) {
        table.row(
                each.group(),
                Long.toString(each.calls()),
                each.recorded().toPlainString(),
                Long.toString(each.recordedUnknown()),
                each.now().toPlainString(),
                Long.toString(each.unknown()),
                each.difference().toPlainString());
    }

    private String label() {
        return by.name().toLowerCase(Locale.ROOT);
    }
}
