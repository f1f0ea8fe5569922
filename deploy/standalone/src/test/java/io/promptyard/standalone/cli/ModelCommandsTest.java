package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code train}, {@code evaluate} and {@code classify --model}, from rows in a file to figures and predictions. */
final class ModelCommandsTest {
    @TempDir
    private Path dir;

    private Path rows = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < 60; at++) {
            lines.add("{\"id\":\"e%d\",\"bench\":\"b\",\"prompt\":\"Add apples %d\",\"scores\":{\"big\":1,\"small\":1}}"
                    .formatted(at, at));
            lines.add(
                    "{\"id\":\"h%d\",\"bench\":\"b\",\"prompt\":\"Prove theorem %d\",\"scores\":{\"big\":1,\"small\":0}}"
                            .formatted(at, at));
        }
        rows = Files.write(dir.resolve("rows.jsonl"), lines);
        model = dir.resolve("models/own.model");
    }

    private CliRun train() {
        return CliRun.of("train", "--data", rows.toString(), "--out", model.toString());
    }

    @Test
    void shouldWriteAModelWhenRowsHaveOutcomes() {
        // When
        CliRun run = train();

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualToIgnoringNewLines("learning from 120 prompts");
        assertThat(run.out()).contains("learned-").contains("2 models, 120 prompts");
        assertThat(model).isNotEmptyFile();
    }

    @Test
    void shouldPrintFiguresWhenAModelIsEvaluated() throws IOException {
        // Given
        train();
        Path pairs = Files.writeString(
                dir.resolve("pairs.json"), "[{\"bench\":\"b\",\"strong\":\"big\",\"weak\":\"small\"}]");

        // When
        CliRun run = CliRun.of(
                "evaluate", "--model", model.toString(), "--data", rows.toString(), "--pairs", pairs.toString());
        CliRun json = CliRun.of(
                "evaluate",
                "--model",
                model.toString(),
                "--data",
                rows.toString(),
                "--pairs",
                pairs.toString(),
                "--json");

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("120 prompts").contains("APGR").contains("calibration error");
        JsonNode figures = new JsonMapper().readTree(json.out());
        assertThat(figures.path("pairs").path(0).path("apgr").asDouble()).isGreaterThan(0.7);
        assertThat(figures.path("calibration").path("predictions").asInt()).isEqualTo(240);
        assertThat(figures.path("model").asText()).startsWith("learned-");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void shouldAnswerForEachModelWhenClassifyingByATrainedOne() throws IOException {
        // Given
        train();

        // When
        JsonNode answer = new JsonMapper()
                .readTree(classified("{\"id\":\"q\",\"prompt\":\"Prove theorem 7\"}\n", "--model", model.toString()));

        // Then
        assertThat(answer.path("id").asText()).isEqualTo("q");
        assertThat(answer.path("scores").path("big").asDouble())
                .isGreaterThan(answer.path("scores").path("small").asDouble());
        assertThat(answer.path("familiarity").asDouble()).isBetween(0.5, 1.0);
        assertThat(answer.path("micros").isIntegralNumber()).isTrue();
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void shouldAnswerForTheCatalogueAndForTheModelsItLearntFromWhenNoModelIsNamed() throws IOException {
        // When
        JsonNode answer = new JsonMapper().readTree(classified("{\"id\":\"q\",\"prompt\":\"What is 2 + 2?\"}\n"));

        // Then
        assertThat(answer.path("scores").has("gpt-4-1106-preview")).isTrue();
        assertThat(answer.path("scores").has("openai/gpt-4o")).isTrue();
    }

    private static String classified(String lines, String... flags) {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            List<String> words = new ArrayList<>(List.of("classify"));
            words.addAll(List.of(flags));
            assertThat(CliRun.of(words.toArray(String[]::new)).code()).isZero();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldSayWhereInOneLineWhenARowIsBad() throws IOException {
        // Given
        Path bad = Files.writeString(dir.resolve("bad.jsonl"), "{\"id\":\"a\",\"prompt\":7}\n");

        // When
        CliRun run = CliRun.of("train", "--data", bad.toString(), "--out", model.toString());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("promptyard: " + bad + ":1: prompt: must be a string (got NUMBER)");
    }

    @Test
    void shouldNameTheFileInOneLineWhenItIsNoModel() {
        // When
        CliRun run = CliRun.of("evaluate", "--model", rows.toString(), "--data", rows.toString());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("promptyard: " + rows + ": not a routing model: it must begin with PYRM");
    }

    @Test
    void shouldNameTheFileInOneLineWhenItIsMissing() {
        // When
        CliRun run = CliRun.of("train", "--data", "nowhere.jsonl", "--out", model.toString());

        // Then
        assertThat(run.err()).isEqualToIgnoringNewLines("promptyard: nowhere.jsonl: no such file");
    }

    @Test
    void shouldSaySoWhenNoRowHasALabel() throws IOException {
        // Given
        Path bare = Files.writeString(dir.resolve("bare.jsonl"), "{\"id\":\"a\",\"prompt\":\"hi\"}\n");

        // When
        CliRun run = CliRun.of("train", "--data", bare.toString(), "--out", model.toString());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("--data: no row has a score, a task or a domain (got 1 rows)");
    }
}
