package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "providers",
        description = "Show whether targets and keys are fit to be called, as the process that calls them sees it.",
        mixinStandardHelpOptions = true,
        subcommands = ProvidersResetCommand.class)
final class ProvidersCommand implements Callable<Integer> {
    @Mixin
    private ManagementOption management;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String body = management.get("/providers");
        if (json) {
            out.println(body);
        } else {
            table(new JsonMapper().readTree(body)).print(out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    static Table table(JsonNode healths) {
        Table table = new Table(
                "target",
                "key",
                "state",
                "until",
                "calls",
                "failed",
                "left",
                "first token",
                "whole call",
                "last failure");
        for (JsonNode health : healths) {
            boolean whole = health.path("model").asText().isEmpty();
            String provider = health.path("provider").asText();
            String target =
                    whole ? provider : provider + "/" + health.path("model").asText();
            table.row(row(target, "", health, whole));
            health.path("keys")
                    .forEach(key -> table.row(row(target, key.path("name").asText(), key, true)));
        }
        return table;
    }

    private static String[] row(String target, String key, JsonNode health, boolean whole) {
        List<String> row = new ArrayList<>(List.of(target, key, word(health.path("state"))));
        JsonNode until = health.path("until");
        row.add(until.isNumber() ? Instant.ofEpochMilli(until.asLong()).toString() : "-");
        row.add(whole ? "" : health.path("calls").asText());
        row.add(whole ? "" : health.path("failures").asText());
        JsonNode left = health.path("headroom");
        row.add(left.isNumber() ? Math.round(left.asDouble() * 100) + " %" : "-");
        row.add(whole ? "" : percentiles(health, "firstToken"));
        row.add(whole ? "" : percentiles(health, "latency"));
        row.add(health.path("kind").isTextual() ? health.path("kind").asText() : "-");
        return row.toArray(String[]::new);
    }

    /** In milliseconds: p50, p95, p99. */
    private static String percentiles(JsonNode health, String of) {
        List<String> all = new ArrayList<>();
        for (String which : List.of("P50", "P95", "P99")) {
            JsonNode millis = health.path(of + which + "Millis");
            if (!millis.isNumber()) {
                return "-";
            }
            all.add(millis.asText());
        }
        return String.join("/", all) + " ms";
    }

    private static String word(JsonNode state) {
        return state.asText().equals("HEALTHY") ? "well" : state.asText().toLowerCase(Locale.ROOT);
    }
}
