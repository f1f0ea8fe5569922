package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.standalone.config.ConfigKeys;
import io.promptyard.standalone.config.keys.NearestKey;
import io.promptyard.standalone.config.keys.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        description = "List the keys of a configuration file: what each takes, its default, an example, what it means.",
        mixinStandardHelpOptions = true)
final class ConfigKeysCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "KEY",
            description = "only these and what is within them, such as routes.canary (default: all)")
    private List<String> wanted = List.of();

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Row> rows = rows(ConfigKeys.rows());
        if (json) {
            out.println(new JsonMapper()
                    .writeValueAsString(rows.stream().map(KeyText::json).toList()));
        } else {
            // What stands in several places is told at the first, unless it is asked for.
            rows.stream()
                    .filter(row -> !row.again() || !wanted.isEmpty())
                    .map(KeyText::of)
                    .forEach(out::print);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<Row> rows(List<Row> all) {
        if (wanted.isEmpty()) {
            return all;
        }
        List<Row> named = wanted.stream().flatMap(path -> named(path, all)).toList();
        return all.stream()
                .filter(row -> named.stream().anyMatch(each -> each.holds(row)))
                .toList();
    }

    private Stream<Row> named(String path, List<Row> all) {
        List<Row> named = all.stream().filter(row -> row.isAt(path)).toList();
        if (named.isEmpty()) {
            List<String> known = all.stream().map(Row::plain).toList();
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "no key is called " + path + NearestKey.words(path, known));
        }
        // A name of the user's may hold dots, so more than one pattern can fit: the one with most words of ours does
        // best.
        int most = named.stream().mapToInt(row -> row.plain().length()).max().orElseThrow();
        return named.stream().filter(row -> row.plain().length() == most);
    }
}
