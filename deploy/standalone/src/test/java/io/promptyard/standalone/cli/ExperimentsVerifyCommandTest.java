package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.Verification;
import io.promptyard.standalone.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiments verify} on a file of scores. */
class ExperimentsVerifyCommandTest {
    private static final String GROUP = """
            providers:
              openai: { dialect: simulated }
              anthropic: { dialect: simulated }
            routes:
              - { name: default, match: {}, strategy: cheapest-capable, fallback: support }
            """;
    private static final String UNVERIFIED = """
            groups:
              support: { members: [openai/gpt-4o, anthropic/claude-sonnet-4] }
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldMeanByADateWhatTheConfigurationMeansByIt() throws IOException {
        // When
        CliRun run = verify(scores(400), "--expires", "2999-12-31");
        // Then
        assertThat(run.out()).contains("expires: \"3000-01-01T00:00:00Z\"");
    }

    @Test
    void shouldWriteEvidenceThatTheConfigurationTakes() throws IOException {
        // Given: as good at chat, worse at code
        Path scores = scores(400);
        Path fragment = directory.resolve("fragment.yaml");
        // When
        CliRun run = verify(scores, "--id", "exp-7", "--expires", "30d", "--out", fragment.toString());
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                .anyMatch(line -> line.matches("anthropic/claude-sonnet-4 chat 200 \\+0.000 -0.0.* verified after .*"))
                .anyMatch(line -> line.matches("anthropic/claude-sonnet-4 code 200 -0.500 .* inferior, found after .*"))
                .contains("groups:");
        FallbackGroup group = new ConfigLoader(Map.of(), Map.of())
                .read(GROUP + Files.readString(fragment))
                .orThrow()
                .router()
                .groups()
                .get("support");
        assertThat(group.members()).hasSize(2);
        Verification evidence = group.evidence().getFirst();
        assertThat(group.evidence()).hasSize(1);
        assertThat(evidence.members()).hasSize(2);
        assertThat(evidence.tasks()).containsExactly(Task.CHAT);
        assertThat(evidence.report()).isEqualTo("exp-7");
        assertThat(evidence.expires())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(30)));
    }

    @Test
    void shouldWriteEvidenceOfEachMemberWhenTheyDiffer() throws IOException {
        // Given: a third, as good at code and worse at chat
        Path scores = scores(400);
        List<String> lines = new ArrayList<>(Files.readAllLines(scores));
        for (int prompt = 0; prompt < 400; prompt++) {
            String task = prompt % 2 == 0 ? "chat" : "code";
            lines.add(line(prompt, task, "openai/gpt-4o-mini", task.equals("chat") ? 0.5 : 1));
        }
        Files.write(scores, lines);
        Path fragment = directory.resolve("fragment.yaml");
        // When
        CliRun run = verify(
                UNVERIFIED.replace("sonnet-4]", "sonnet-4, openai/gpt-4o-mini]"),
                scores,
                "--id",
                "exp-8",
                "--out",
                fragment.toString());
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        List<Verification> evidence = new ConfigLoader(Map.of(), Map.of())
                .read(GROUP + Files.readString(fragment))
                .orThrow()
                .router()
                .groups()
                .get("support")
                .evidence();
        assertThat(evidence)
                .extracting(Verification::members, Verification::tasks)
                .containsExactlyInAnyOrder(
                        tuple(Set.of(Target.parse("openai/gpt-4o")), Set.of(Task.CHAT, Task.CODE)),
                        tuple(Set.of(Target.parse("anthropic/claude-sonnet-4")), Set.of(Task.CHAT)),
                        tuple(Set.of(Target.parse("openai/gpt-4o-mini")), Set.of(Task.CODE)));
    }

    @Test
    void shouldTellMachinesTheSame() throws IOException {
        // When
        CliRun run = verify(scores(400), "--task", "chat,legal", "--json");
        // Then: of legal nothing is known
        assertThat(run.code()).isEqualTo(1);
        JsonNode told = new JsonMapper().readTree(run.out());
        assertThat(told.path("reference").asText()).isEqualTo("openai/gpt-4o");
        assertThat(told.path("verified")).hasSize(1);
        assertThat(told.path("findings")).hasSize(2);
        JsonNode legal = told.path("findings").get(0);
        assertThat(legal.path("task").asText()).isEqualTo("legal");
        assertThat(legal.path("verdict").asText()).isEqualTo("open");
        assertThat(legal.path("pairs").asInt()).isZero();
        assertThat(legal.path("difference").isNull()).isTrue();
        assertThat(legal.path("needed").asInt()).isEqualTo(1438);
    }

    @Test
    void shouldSayHowManyPairsAreMissingWhenThereAreFew() throws IOException {
        // When
        CliRun run = verify(scores(20));
        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("not yet").contains("# nothing is verified of group support yet");
    }

    @Test
    void shouldNameTheLineWhenItIsNoScore() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("bad.jsonl"),
                "{\"prompt\":\"p\",\"task\":\"chat\",\"member\":\"openai/gpt-4o\",\"score\":1}\n\n"
                        + "{\"prompt\":\"p\",\"task\":\"poetry\",\"member\":\"openai/gpt-4o\",\"score\":1}\n");
        // Then
        assertThat(verify(file).err()).contains("bad.jsonl: line 3: task: is none (got \"poetry\")");
        Files.writeString(file, "{\"prompt\":\"p\",\"task\":\"chat\",\"member\":\"openai/gpt-4o\",\"score\":\"1\"}");
        assertThat(verify(file).err()).contains("line 1: score: must be a number from 0 to 1");
        Files.writeString(file, "{\"prompt\":");
        assertThat(verify(file).err()).contains("line 1: must be a JSON object");
        Files.writeString(file, "[1]");
        assertThat(verify(file).err()).contains("line 1: task: must be a text");
    }

    @Test
    void shouldRefuseFlagsThatCannotBe() throws IOException {
        // Given
        Path file = scores(2);
        // Then
        assertThat(verify(file, "--margin", "0").err()).contains("margin: must be above 0 and below 1 (got 0.0)");
        assertThat(verify(file, "--task", "poetry").err()).contains("--task: must be the name of a task");
        assertThat(verify(file, "--expires", "2001-01-01").err()).contains("--expires: must lie ahead");
        assertThat(verify(file, "--group", "sales").err()).contains("--group");
        assertThat(verify(file, "--reference", "gpt").err()).contains("--reference: target: must be provider/model");
        assertThat(verify(file, "--margin", "2").code()).isEqualTo(2);
    }

    private CliRun verify(Path scores, String... more) throws IOException {
        return verify(UNVERIFIED, scores, more);
    }

    private CliRun verify(String group, Path scores, String... more) throws IOException {
        Path config = Files.writeString(directory.resolve("config.yaml"), GROUP + group);
        List<String> words = new ArrayList<>(List.of("experiments", "verify"));
        if (!List.of(more).contains("--group")) {
            words.addAll(List.of("--group", "support"));
        }
        words.addAll(List.of("--config", config.toString(), "--data", scores.toString()));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }

    private Path scores(int prompts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int prompt = 0; prompt < prompts; prompt++) {
            String task = prompt % 2 == 0 ? "chat" : "code";
            double other = task.equals("code") ? 0.5 : 1;
            lines.add(line(prompt, task, "openai/gpt-4o", 1));
            lines.add(line(prompt, task, "anthropic/claude-sonnet-4", other));
        }
        return Files.write(directory.resolve("scores.jsonl"), lines);
    }

    private static String line(int prompt, String task, String member, double score) {
        return "{\"prompt\":\"p%d\",\"task\":\"%s\",\"member\":\"%s\",\"score\":%s}"
                .formatted(prompt, task, member, score);
    }
}
