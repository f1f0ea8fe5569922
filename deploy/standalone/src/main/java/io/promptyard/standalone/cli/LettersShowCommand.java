package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.standalone.letters.FoundLetter;
import io.promptyard.standalone.letters.LetterBox;
import io.promptyard.standalone.letters.LetterFilter;
import io.promptyard.standalone.letters.LetterStory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Tell the whole story of a dead letter; what the prompt said only with --with-content.",
        mixinStandardHelpOptions = true)
final class LettersShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "request id, or the letter's place as PARTITION:OFFSET")
    private String id;

    @Mixin
    private ClusterOption cluster;

    @Option(
            names = "--with-content",
            description = "the prompt, what came of its answer, raw bytes and providers' words too")
    private boolean withContent;

    @Option(names = "--json", description = "one JSON array, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane lane = cluster.lane(line);
        List<FoundLetter> found = new ArrayList<>();
        try (LetterBox box = LetterBox.open(lane.address(), lane.topics())) {
            box.forEach(LetterFilter.ofIds(Set.of(id)), found::add);
        }
        if (found.isEmpty()) {
            line.getErr()
                    .println("promptyard: no dead letter " + id + " in "
                            + lane.topics().deadLetters());
            line.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        print(line.getOut(), found);
        return CommandLine.ExitCode.OK;
    }

    private void print(PrintWriter out, List<FoundLetter> found) throws IOException {
        List<Map<String, @Nullable Object>> stories =
                found.stream().map(each -> LetterStory.of(each, withContent)).toList();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(stories));
        } else {
            ObjectMapper pretty = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            for (Map<String, @Nullable Object> story : stories) {
                print(out, story, pretty);
            }
        }
        out.flush();
    }

    /** A line for each field that says something; what has parts of its own is below its name, as JSON. */
    private static void print(PrintWriter out, Map<String, @Nullable Object> story, ObjectMapper pretty)
            throws IOException {
        for (Map.Entry<String, @Nullable Object> field : story.entrySet()) {
            Object value = field.getValue();
            if (value == null || value.equals("") || value.equals(List.of()) || value.equals(Map.of())) {
                continue;
            }
            out.printf("%-16s %s%n", field.getKey(), text(field.getKey(), value, pretty));
        }
        out.println();
    }

    private static String text(String name, Object value, ObjectMapper pretty) throws IOException {
        if (value instanceof Long millis && name.equals("at")) {
            return Instant.ofEpochMilli(millis).toString();
        }
        return value instanceof String || value instanceof Number ? value.toString() : pretty.writeValueAsString(value);
    }
}
