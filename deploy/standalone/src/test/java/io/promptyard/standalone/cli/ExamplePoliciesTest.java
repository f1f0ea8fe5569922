package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every example policy loads, and sends its samples where it says. */
class ExamplePoliciesTest {
    private static final Path EXAMPLES = Repository.ROOT.resolve("deploy/config/examples");
    private static final String SAMPLE = "# sample:";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    record Sample(Path file, List<String> arguments, String prompt, String route, String target) {
        @Override
        public String toString() {
            return file.getFileName() + ": " + prompt;
        }
    }

    static Stream<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Path file : files()) {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(SAMPLE)) {
                    samples.add(sample(file, line.substring(SAMPLE.length())));
                }
            }
        }
        return samples.stream();
    }

    private static Sample sample(Path file, String line) {
        String[] parts = line.split("\\|", -1);
        String[] end = parts[2].split(" -> ", -1);
        List<String> arguments =
                parts[0].isBlank() ? List.of() : List.of(parts[0].strip().split(" ", -1));
        return new Sample(file, arguments, parts[1].strip(), end[0].strip(), end[1].strip());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldHaveElevenWithSamplesEachAndNameThemAll() throws IOException {
        // Given
        String readme = Files.readString(EXAMPLES.resolve("README.md"));
        // When
        List<Path> files = files();
        // Then
        assertThat(files).hasSize(11);
        assertThat(samples().map(Sample::file).distinct()).containsExactlyElementsOf(files);
        assertThat(files).allSatisfy(file -> assertThat(readme).contains("(" + file.getFileName() + ")"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldSendTheSampleWhereItSays(Sample sample) throws IOException {
        // When
        CliRun run = explain(sample);
        // Then
        boolean nowhere = sample.target().equals("nowhere");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(nowhere ? 1 : 0);
        JsonNode decision = JSON.readTree(run.out());
        assertThat(decision.get("route").asText()).isEqualTo(sample.route());
        if (!nowhere) {
            String target = name(decision);
            List<String> named = sample.target().equals("*")
                    ? permitted(decision)
                    : List.of(sample.target().split(" or ", -1));
            assertThat(target).isIn(named);
        }
    }

    @Test
    void shouldLeaveATargetOpenOnlyWhereAnyMayBeDrawn() throws IOException {
        assertThat(samples().filter(sample -> sample.target().equals("*")).map(Sample::route))
                .containsExactly("research-by-day");
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldSampleATaskThatItsStandInsAreVerifiedFor(Path file) throws IOException {
        // Given
        RouterConfig config = new ConfigLoader(Map.of(), Map.of())
                .read(Files.readString(file))
                .orThrow()
                .router();
        List<Sample> own =
                samples().filter(sample -> sample.file().equals(file)).toList();
        for (RouteConfig route : config.routes()) {
            if (route.fallback() != null) {
                FallbackGroup group = config.groups().get(route.fallback());
                Set<String> verified = group.evidence().stream()
                        .flatMap(each -> each.tasks().stream())
                        .map(Task::label)
                        .collect(Collectors.toSet());
                // When
                Sample first = own.stream()
                        .filter(sample -> sample.route().equals(route.name()))
                        .findFirst()
                        .orElseThrow();
                String task = JSON.readTree(explain(first).out())
                        .get("classification")
                        .get("task")
                        .asText();
                // Then
                assertThat(verified).as(route.name()).contains(task);
            }
        }
    }

    private static String name(JsonNode target) {
        return target.get("provider").asText() + "/" + target.get("model").asText();
    }

    private static List<String> permitted(JsonNode decision) {
        List<String> permitted = new ArrayList<>();
        decision.get("candidates").forEach(each -> {
            if (!each.get("state").asText().equals("REMOVED")) {
                permitted.add(name(each));
            }
        });
        return permitted;
    }

    private CliRun explain(Sample sample) throws IOException {
        Path prompt = Files.writeString(directory.resolve("prompt.txt"), sample.prompt());
        List<String> arguments = new ArrayList<>(List.of("explain", "--json"));
        arguments.addAll(List.of("--config", sample.file().toString(), "--prompt-file", prompt.toString()));
        arguments.addAll(sample.arguments());
        return CliRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldFindNoProblemInIt(Path file) {
        // Given
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        // When
        int code = line.execute("check-config", file.toString());
        // Then
        assertThat(out.toString()).doesNotContain("not built").doesNotContain("must");
        assertThat(code).isZero();
    }
}
