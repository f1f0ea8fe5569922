package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.promptyard.model.Spend;
import io.promptyard.standalone.budgets.SpendSheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "budgets",
        description = "Show what budgets have spent and hold in reserve, as of a second ago.",
        mixinStandardHelpOptions = true)
final class BudgetsCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster;

    @Option(names = "--all", description = "windows that are over, too")
    private boolean all;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane lane = cluster.lane(line);
        Instant now = Instant.now();
        List<Spend> windows = SpendSheet.read(lane.address(), lane.topics()).stream()
                .filter(spend -> all || spend.windowEnd().isAfter(now))
                .toList();
        PrintWriter out = line.getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(array(windows)));
        } else {
            table(windows).print(out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** Field names as in the record. */
    static ArrayNode array(List<Spend> windows) {
        ArrayNode array = new JsonMapper().createArrayNode();
        for (Spend spend : windows) {
            array.addObject()
                    .put("budget", spend.budget())
                    .put("windowStart", spend.windowStart().toString())
                    .put("windowEnd", spend.windowEnd().toString())
                    .put("reservedUsd", spend.reservedUsd().toPlainString())
                    .put("spentUsd", spend.spentUsd().toPlainString())
                    .put("limitUsd", plain(spend.limitUsd()))
                    .put("unknownCosts", spend.unknownCosts())
                    .put("updatedAt", spend.updatedAt().toString())
                    .put("unit", spend.unit().name());
        }
        return array;
    }

    static Table table(List<Spend> windows) {
        Table table = new Table("budget", "from", "to", "unit", "limit", "spent", "reserved", "left", "unknown");
        for (Spend spend : windows) {
            BigDecimal limit = spend.limitUsd();
            BigDecimal left =
                    limit == null ? null : limit.subtract(spend.spentUsd()).subtract(spend.reservedUsd());
            table.row(
                    spend.budget(),
                    spend.windowStart().toString(),
                    spend.windowEnd().toString(),
                    spend.unit().name().toLowerCase(Locale.ROOT),
                    orDash(plain(limit)),
                    spend.spentUsd().toPlainString(),
                    spend.reservedUsd().toPlainString(),
                    orDash(plain(left)),
                    Long.toString(spend.unknownCosts()));
        }
        return table;
    }

    private static @Nullable String plain(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
