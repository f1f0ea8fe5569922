package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence of stand-ins from the test that finds it to the configuration in force, on a running system. */
class EvidenceIT {
    private static final String GROUPED =
            TestYard.file().replace("match: {}, strategy: cheapest-capable", "match: {}, fallback: stand-ins")
                    + "groups: { stand-ins: { members: [openai/gpt-4o, mistral/mistral-small-latest], verified: %s } }\n";

    private static TestYard yard;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() {
        yard = TestYard.start(null);
    }

    @AfterAll
    static void stop() {
        yard.close();
    }

    @Test
    void shouldTakeNoEvidenceIntoForceThatTheExperimentsDoNotBearOut() throws IOException {
        // Given: verified on chat, and nothing else
        String file = file("none.yaml", "{ tasks: [] }");
        String scores = scores();
        CliRun verified = run(
                "experiments",
                "verify",
                "--group",
                "stand-ins",
                "--config",
                file,
                "--data",
                scores,
                "--id",
                "eq-1",
                "--expires",
                "2998-12-31",
                "--save");
        assertThat(verified.code()).as(verified.err()).isZero();
        // When
        CliRun unknown = apply("{ tasks: [chat], report: eq-9, expires: 2998-12-31 }");
        CliRun more = apply("{ tasks: [chat, code], report: eq-1, expires: 2998-12-31 }");
        CliRun dry = apply("{ tasks: [chat, code], report: eq-1, expires: 2998-12-31 }", "--dry-run");
        CliRun trusted = apply("{ tasks: [chat], report: eq-9, expires: 2998-12-31 }", "--unproven");
        CliRun good = apply("{ tasks: [chat], report: eq-1, expires: 2998-12-31 }");
        // Then
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .contains(
                        "groups.stand-ins.verified.report: must be an experiment of the running system (got \"eq-9\")");
        assertThat(more.code()).isEqualTo(1);
        assertThat(more.err())
                .contains("groups.stand-ins.verified.tasks: must be verified of each member by eq-1")
                .contains("mistral/mistral-small-latest on code");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.err()).startsWith("warning: groups.stand-ins.verified.tasks: ");
        assertThat(trusted.code()).as(trusted.err()).isZero();
        assertThat(trusted.err()).startsWith("warning: groups.stand-ins.verified.report: ");
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.err()).isEmpty();
        // When: what it found goes into the group that is in force
        CliRun applied = apply("{ tasks: [legal], report: elsewhere, expires: 2998-12-31 }", "--unproven");
        CliRun canary = run("experiments", "promote", "eq-1", "--canary", "10%", "--yes", "--config", file);
        CliRun refused = run("experiments", "promote", "eq-1", "--yes", "--config", file);
        CliRun elsewhere = run("experiments", "promote", "eq-1", "--yes", "--unproven");
        // what needs a restart stays as it is, whatever the file read here says of it
        String slower = Files.writeString(
                        directory.resolve("slower.yaml"),
                        Files.readString(Path.of(file)) + "\nlearning: { enabled: true, exploration: 0.07 }\n")
                .toString();
        CliRun promoted = run("experiments", "promote", "eq-1", "--yes", "--config", slower, "--unproven");
        // Then
        assertThat(elsewhere.err()).contains("say with --config which file the instances run");
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(canary.err()).contains("promote without --canary");
        assertThat(refused.err()).contains("must be an experiment of the running system (got \"elsewhere\")");
        assertThat(promoted.code()).as(promoted.err()).isZero();
        assertThat(run("config", "show").out().replaceAll("\\s+", " "))
                .contains("report: elsewhere")
                .contains("report: eq-1")
                .contains("2999-01-01T00:00:00Z");
    }

    private static String scores() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int prompt = 0; prompt < 400; prompt++) {
            for (String member : List.of("openai/gpt-4o", "mistral/mistral-small-latest")) {
                lines.add("{\"prompt\":\"p%d\",\"task\":\"chat\",\"member\":\"%s\",\"score\":1}"
                        .formatted(prompt, member));
            }
        }
        return Files.write(directory.resolve("scores.jsonl"), lines).toString();
    }

    private static String file(String name, String verified) throws IOException {
        return Files.writeString(directory.resolve(name), GROUPED.formatted(verified))
                .toString();
    }

    private static CliRun apply(String verified, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("config", "apply", file("applied.yaml", verified)));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private static CliRun run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }
}
