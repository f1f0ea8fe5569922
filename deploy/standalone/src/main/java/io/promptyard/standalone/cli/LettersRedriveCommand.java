package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.standalone.letters.LetterBox;
import io.promptyard.standalone.letters.LetterFilter;
import io.promptyard.standalone.letters.RedriveOptions;
import io.promptyard.standalone.letters.RedriveTally;
import io.promptyard.standalone.letters.RedriveTarget;
import io.promptyard.standalone.letters.Redriven;
import io.promptyard.standalone.letters.Redriver;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redrive",
        description = "Ask the prompts of dead letters again, each redrive once, under an id of its own.",
        mixinStandardHelpOptions = true)
final class LettersRedriveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "request ids, or letters' places as PARTITION:OFFSET")
    private List<String> ids = List.of();

    @Mixin
    private ClusterOption cluster;

    @Mixin
    private LetterFilterOption filterOption;

    @Option(names = "--all", description = "every dead letter there is")
    private boolean all;

    @Option(names = "--to-route", paramLabel = "ROUTE", description = "take this route, whatever it matches")
    private @Nullable String toRoute;

    @Option(
            names = "--to-model",
            paramLabel = "MODEL",
            description = "ask this model, as a client would: provider/model, an alias, auto")
    private @Nullable String toModel;

    @Option(names = "--raw", description = "put unreadable records back where they came from, as they were")
    private boolean raw;

    @Mixin
    private RateOption rate;

    @Option(names = "--dry-run", description = "say what would be sent; send nothing")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask first; needed where there is no terminal")
    private boolean yes;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        LetterFilter filter = filterOption.filter(ids, Instant.now(), line);
        check(filter, line);
        ClusterOption.Lane lane = cluster.lane(line);
        RedriveOptions options = new RedriveOptions(new RedriveTarget(toRoute, toModel), raw, dryRun, rate.pace(line));
        try (LetterBox box = LetterBox.open(lane.address(), lane.topics())) {
            if (asks() && !agreed(box, filter, line)) {
                line.getErr().println("nothing sent");
                line.getErr().flush();
                return CommandLine.ExitCode.SOFTWARE;
            }
            return redrive(box, filter, options, line);
        }
    }

    private void check(LetterFilter filter, CommandLine line) {
        if (ids.isEmpty() && !filter.narrows() && !all) {
            throw new CommandLine.ParameterException(line, "which? name ids, filter, or say --all");
        }
        if (all && (!ids.isEmpty() || filter.narrows())) {
            throw new CommandLine.ParameterException(line, "--all: goes without ids and filters");
        }
        if (asks() && !Terminal.isThere()) {
            throw new CommandLine.ParameterException(
                    line, "--yes: must be said where there is no terminal to ask at (or try --dry-run)");
        }
    }

    /** Who names letters one by one means them. */
    private boolean asks() {
        return ids.isEmpty() && !dryRun && !yes;
    }

    private static boolean agreed(LetterBox box, LetterFilter filter, CommandLine line) {
        long count = box.forEach(filter, found -> {}).meant();
        Console console = System.console();
        line.getErr().printf("redrive %d dead letters? [y/N] ", count);
        line.getErr().flush();
        String answer = console == null ? null : console.readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private int redrive(LetterBox box, LetterFilter filter, RedriveOptions options, CommandLine line)
            throws IOException {
        RedriveTally tally = new RedriveTally();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Redriver redriver = Redriver.open(box, options, Clock.systemUTC())) {
            box.forEach(filter, found -> {
                Redriven redriven = redriver.redrive(found);
                tally.add(redriven);
                if (json) {
                    rows.add(row(redriven));
                } else {
                    print(line.getOut(), redriven);
                }
            });
        }
        if (json) {
            line.getOut().println(new JsonMapper().writeValueAsString(rows));
            line.getOut().flush();
        }
        line.getErr().println(tally);
        line.getErr().flush();
        return tally.isGood() && (ids.isEmpty() || tally.total() > 0)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private static Map<String, @Nullable Object> row(Redriven redriven) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("partition", redriven.place().partition());
        row.put("offset", redriven.place().offset());
        row.put("of", redriven.first() == null ? null : redriven.first().value());
        row.put("id", redriven.id() == null ? null : redriven.id().value());
        row.put("result", redriven.result().name());
        row.put("why", redriven.why());
        return row;
    }

    private static void print(PrintWriter out, Redriven redriven) {
        out.printf(
                "%-8s %-10s %s%s%s%n",
                redriven.place(),
                redriven.result().name().toLowerCase(Locale.ROOT),
                redriven.first() == null ? "-" : redriven.first(),
                redriven.id() == null ? "" : " -> " + redriven.id(),
                redriven.why().isEmpty() ? "" : ": " + redriven.why());
        out.flush();
    }
}
