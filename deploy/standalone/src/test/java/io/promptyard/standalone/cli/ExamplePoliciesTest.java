package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        // Given
        Path prompt = Files.writeString(directory.resolve("prompt.txt"), sample.prompt());
        List<String> arguments = new ArrayList<>(List.of("explain", "--json"));
        arguments.addAll(List.of("--config", sample.file().toString(), "--prompt-file", prompt.toString()));
        arguments.addAll(sample.arguments());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        // When
        int code = line.execute(arguments.toArray(String[]::new));
        // Then
        boolean nowhere = sample.target().equals("nowhere");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isEqualTo(nowhere ? 1 : 0);
        JsonNode decision = JSON.readTree(out.toString());
        assertThat(decision.get("route").asText()).isEqualTo(sample.route());
        if (!nowhere && !sample.target().equals("*")) {
            String target = decision.get("provider").asText() + "/"
                    + decision.get("model").asText();
            assertThat(target).isEqualTo(sample.target());
        }
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
