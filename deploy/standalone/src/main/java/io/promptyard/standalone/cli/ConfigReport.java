package io.promptyard.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.promptyard.model.ConfigEntry;
import io.promptyard.standalone.rollout.ConfigDesk;
import io.promptyard.standalone.rollout.Instance;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Prints what is published, and what the instances say of it. */
final class ConfigReport {
    private ConfigReport() {}

    /** Waits for the instances, prints, and says by the exit code whether one of them refuses. */
    static int settled(CommandLine line, ConfigDesk desk, boolean json, Duration patience) {
        ConfigDesk.State state = desk.await(patience);
        print(line, desk, state, json, false);
        String wanted = sha256(state.published());
        List<Instance> heard = state.heard(Instant.now());
        List<String> silent = heard.stream()
                .filter(each -> !each.follows(wanted) && !desk.refuses(each))
                .map(Instance::name)
                .toList();
        if (heard.isEmpty()) {
            line.getErr().println("promptyard: no instance says that it runs: the next to start will follow");
        } else if (!silent.isEmpty()) {
            line.getErr()
                    .println("promptyard: not heard of within " + patience.toSeconds() + " s: "
                            + String.join(", ", silent));
        }
        line.getErr().flush();
        boolean refused = heard.stream().anyMatch(desk::refuses);
        return refused ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    static void print(CommandLine line, ConfigDesk desk, ConfigDesk.State state, boolean json, boolean sections) {
        PrintWriter out = line.getOut();
        if (json) {
            out.println(json(desk, state));
        } else {
            text(out, desk, state, sections);
        }
        out.flush();
    }

    private static void text(PrintWriter out, ConfigDesk desk, ConfigDesk.State state, boolean sections) {
        ConfigEntry published = state.published();
        out.println(
                published == null
                        ? "nothing is published: each instance uses its own file"
                        : "published: " + published.version() + " since " + published.at());
        if (sections && published != null && published.sections() != null) {
            out.println();
            out.print(yaml(published.sections()));
        }
        if (state.instances().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("instance", "in force", "from", "since", "");
        for (Instance each : state.instances()) {
            ConfigEntry said = each.said();
            table.row(each.name(), said.version(), from(said), said.at().toString(), word(desk, state, each));
        }
        table.print(out);
        state.instances().stream()
                .filter(each -> each.said().refused() != null)
                .forEach(each ->
                        out.println(each.name() + " refused " + each.said().refused()));
    }

    private static String word(ConfigDesk desk, ConfigDesk.State state, Instance each) {
        return desk.refuses(each) ? "refuses" : each.follows(sha256(state.published())) ? "follows" : "behind";
    }

    private static String from(ConfigEntry said) {
        return said.sha256().isEmpty() ? "file" : "topic";
    }

    private static String sha256(@Nullable ConfigEntry published) {
        return published == null ? "" : published.sha256();
    }

    private static ObjectNode json(ConfigDesk desk, ConfigDesk.State state) {
        ObjectNode report = new JsonMapper().createObjectNode();
        ConfigEntry published = state.published();
        if (published == null) {
            report.putNull("published");
        } else {
            ObjectNode node = report.putObject("published");
            node.put("version", published.version());
            node.put("at", published.at().toString());
            node.put("format", published.format());
            node.put("sha256", published.sha256());
            node.set("sections", tree(published.sections()));
        }
        ArrayNode instances = report.putArray("instances");
        for (Instance each : state.instances()) {
            ConfigEntry said = each.said();
            instances
                    .addObject()
                    .put("name", each.name())
                    .put("version", said.version())
                    .put("from", from(said))
                    .put("since", said.at().toString())
                    .put("state", word(desk, state, each))
                    .put("refused", said.refused());
        }
        return report;
    }

    /** What somebody else wrote there may be no JSON. */
    private static @Nullable JsonNode tree(@Nullable String sections) {
        try {
            return sections == null ? null : new JsonMapper().readTree(sections);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String yaml(String sections) {
        JsonNode tree = tree(sections);
        if (tree == null) {
            return sections + System.lineSeparator();
        }
        try {
            return new YAMLMapper(YAMLFactory.builder()
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                            .build())
                    .writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            return sections + System.lineSeparator();
        }
    }
}
