package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Exit codes and messages of what ends before any server would start. */
class CliTest {
    @TempDir
    private Path directory;

    private record Ended(int code, String out, String err) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upp                    | unknown command: upp (nearest: up); try './promptyard --help'
            chek-config f          | unknown command: chek-config (nearest: check-config); try './promptyard --help'
            --vresion              | unknown flag --vresion (nearest: --version); try './promptyard --help'
            up --prot=1            | unknown flag --prot (nearest: --port); try './promptyard up --help'
            up there               | nothing is expected here: there; try './promptyard up --help'
            up --port x            | Invalid value for option '--port': 'x' is not an int; try './promptyard up --help'
            up --host 0.0.0.0      | --host: must be a loopback address while gateway.api-keys is empty, or say --insecure (got 0.0.0.0); try './promptyard up --help'
            up --roles bogus       | --roles: must be of gateway, router, worker, learner or none (got "bogus"); try './promptyard up --help'
            train --out m          | give --data F[,F], or --log, or both; try './promptyard train --help'
            evaluate --data f --bootstrap -1 | --bootstrap: must not be negative (got -1); try './promptyard evaluate --help'
            explain --prompt-file f --at noon | --at: must be a time such as 2026-11-23T22:30:00Z (got "noon"); try './promptyard explain --help'
            explain                | Missing required option: '--prompt-file=F' or '--body-file=F'; try './promptyard explain --help'
            check-config           | Missing required parameter: 'FILE'; try './promptyard check-config --help'
            dead-letters           | one of these is needed: list, show, export, redrive; try './promptyard dead-letters --help'
            dead-letters list --since never | --since: must be a duration such as 2h or 7d, a date, or a time such as 2026-11-23T10:15:00Z (got "never"); try './promptyard dead-letters list --help'
            dead-letters list --limit 0     | --limit: must be at least 1 (got 0); try './promptyard dead-letters list --help'
            dead-letters list --prefix a/b  | --prefix: topic prefix: letters, digits, '.', '_' and '-' only (got "a/b"); try './promptyard dead-letters list --help'
            dead-letters redrive   | which? name ids, filter, or say --all; try './promptyard dead-letters redrive --help'
            dead-letters redrive --all --kind TIMEOUT | --all: goes without ids and filters; try './promptyard dead-letters redrive --help'
            dead-letters redrive --all | --yes: must be said where there is no terminal to ask at (or try --dry-run); try './promptyard dead-letters redrive --help'
            dead-letters redrive r --rate fast | --rate: must be a number over s, m or h, such as 20/s (got "fast"); try './promptyard dead-letters redrive --help'
            demo --prompts 0       | --prompts: must be at least 1 (got 0); try './promptyard demo --help'
            """)
    void shouldNameTheProblemInOneLineWhenUsageIsBad(String words, String said) {
        // When
        Ended ended = run(words.split(" "));
        // Then
        assertThat(ended).isEqualTo(new Ended(2, "", "promptyard: " + said + System.lineSeparator()));
    }

    @ParameterizedTest
    @CsvSource({"nobody", "No-Body!"})
    void shouldNameTheProvidersThereAreWhenOneIsNotConfigured(String id) {
        // When
        Ended ended = run("up", "--providers", id);
        // Then
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .hasLineCount(1)
                .contains("--providers: must be of anthropic, ", "openai", "(got \"" + id + "\")");
    }

    @Test
    void shouldNameTheCommandsWhenNoneIsGiven() {
        // When
        Ended ended = run();
        // Then
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .hasLineCount(1)
                .startsWith("promptyard: a command is needed: up, demo, check-config, ")
                .endsWith("; try './promptyard --help'" + System.lineSeparator());
    }

    @Test
    void shouldHelpWhenAsked() {
        // When
        Ended ended = run("up", "--help");
        // Then
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: promptyard up", "--management-port");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void shouldNameEveryProblemWhenAConfigurationHasFive() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("five.yaml"), """
                providers: { openai: { dialect: opanai, max-concurrency: 0 } }
                routes: [ { name: default, min-quality: 7 } ]
                retries: { max-attempts: 0 }
                gatway: {}
                """);
        // When
        Ended ended = run("check-config", file.toString());
        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("providers.openai.dialect: "))
                .anyMatch(line -> line.startsWith("providers.openai.max-concurrency: "))
                .anyMatch(line -> line.startsWith("routes[0].min-quality: "))
                .anyMatch(line -> line.startsWith("retries.max-attempts: "))
                .anyMatch(line -> line.startsWith("gatway: ") && line.contains("gateway"));
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void shouldSaySoWhenAConfigurationHasNoProblem() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("right.yaml"),
                "providers: { openai: { dialect: openai } }\nroutes: [ { name: default } ]\n");
        // When
        Ended ended = run("check-config", file.toString());
        // Then
        assertThat(ended).isEqualTo(new Ended(0, file + ": no problems" + System.lineSeparator(), ""));
    }

    @Test
    void shouldNameTheFileWhenItCannotBeRead() throws IOException {
        // Given
        Path missing = directory.resolve("missing.yaml");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        // When
        Ended none = run("check-config", missing.toString());
        Ended folder = run("check-config", directory.toString());
        Ended bytes = run("up", "--config", binary.toString());
        // Then
        assertThat(none).isEqualTo(failed(missing + ": no such file"));
        assertThat(folder).isEqualTo(failed(directory + ": a directory, not a file"));
        assertThat(bytes).isEqualTo(failed(binary + ": not UTF-8 text"));
    }

    @Test
    void shouldSayWhyNotForEachOtherCandidateWhenExplaining() throws IOException {
        // Given
        Path prompt = Files.writeString(directory.resolve("prompt.txt"), "Say hello.");
        // When
        Ended ended = run("explain", "--prompt-file", prompt.toString());
        // Then
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("route default", "goes to ");
        assertThat(ended.out().lines().filter(line -> line.contains("  eligible")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*  eligible  [a-z].*"));
    }

    @Test
    void shouldPrintTheDecisionAsOneObjectWhenExplainIsAskedForJson() throws IOException {
        // Given
        Path prompt = Files.writeString(directory.resolve("prompt.txt"), "Say hello.");
        Path config = Files.writeString(directory.resolve("config.yaml"), """
                providers: { openai: { dialect: openai, regions: [us] }, mistral: { dialect: openai, regions: [eu] } }
                routes:
                  - { name: night, match: { hours: { from: "22:00", to: "06:00" }, when: "tags.team == 'blue'" } }
                  - { name: default }
                """);
        // When
        Ended ended = run(("explain --json --tag team=blue --at 2026-11-23T22:30:00Z --region eu --prompt-file "
                        + prompt + " --config " + config)
                .split(" "));
        // Then
        JsonNode decision = new JsonMapper().readTree(ended.out());
        assertThat(ended.code()).isZero();
        assertThat(decision.get("route").asText()).isEqualTo("night");
        assertThat(decision.get("provider").asText()).isEqualTo("mistral");
        assertThat(decision.get("candidates"))
                .anyMatch(each -> each.get("reason").asText().equals("region"))
                .filteredOn(each -> each.get("state").asText().equals("CHOSEN"))
                .hasSize(1);
    }

    private static Ended failed(String said) {
        return new Ended(1, "", "promptyard: " + said + System.lineSeparator());
    }

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
