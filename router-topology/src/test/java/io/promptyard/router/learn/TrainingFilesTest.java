package io.promptyard.router.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingFilesTest {
    @TempDir
    private Path dir;

    private List<LabelledPrompt> read(String name, String... lines) throws IOException {
        Path file = dir.resolve(name);
        Files.write(file, List.of(lines));
        return new TrainingFiles().read(file, Set.of("left-out"));
    }

    @Test
    void shouldReadOutcomesWhenRowsHaveScores() throws IOException {
        // When
        List<LabelledPrompt> rows = read(
                "outcomes.jsonl",
                "{\"id\":\"a\",\"bench\":\"mmlu\",\"category\":\"law\",\"prompt\":\"What?\",\"scores\":{\"x\":1.0,\"y\":0}}",
                "",
                "{\"id\":\"left-out\",\"bench\":\"mmlu\",\"prompt\":\"What?\",\"scores\":{\"x\":1.0}}");

        // Then
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.scores()).containsEntry("x", 1.0).containsEntry("y", 0.0);
            assertThat(row.bench()).isEqualTo("mmlu");
            assertThat(row.category()).isEqualTo("law");
        });
    }

    @Test
    void shouldDivideAllScoresOfABenchmarkWhenOneIsOutOfTen() throws IOException {
        // When
        List<LabelledPrompt> rows = read(
                "ten.jsonl",
                "{\"id\":\"a\",\"bench\":\"mt\",\"prompt\":\"A\",\"scores\":{\"x\":9.5,\"y\":1}}",
                "{\"id\":\"b\",\"bench\":\"mt\",\"prompt\":\"B\",\"scores\":{\"x\":1}}",
                "{\"id\":\"c\",\"bench\":\"other\",\"prompt\":\"C\",\"scores\":{\"x\":1}}");

        // Then
        assertThat(rows).extracting(row -> row.scores().get("x")).containsExactly(0.95, 0.1, 1.0);
    }

    @Test
    void shouldTellTasksFromDomainsWhenRowsAreLabelled() throws IOException {
        // When
        List<LabelledPrompt> tasks = read(
                "tasks.jsonl", "{\"id\":\"a\",\"source\":\"s\",\"label\":\"summarisation\",\"text\":\"Sum it up\"}");
        List<LabelledPrompt> domains =
                read("domains.jsonl", "{\"id\":\"a\",\"source\":\"s\",\"label\":\"physics\",\"text\":\"Force?\"}");

        // Then
        assertThat(tasks).singleElement().extracting(LabelledPrompt::task).isEqualTo(Task.SUMMARIZATION);
        assertThat(domains).singleElement().extracting(LabelledPrompt::domain).isEqualTo("physics");
    }

    @Test
    void shouldReadTheSameWhenAFileIsZipped() throws IOException {
        // Given
        Path file = dir.resolve("rows.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"id\":\"a\",\"prompt\":\"Hi\",\"scores\":{\"x\":1}}".getBytes(StandardCharsets.UTF_8));
        }

        // Then
        assertThat(new TrainingFiles().read(file, Set.of())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    nonsense                                                   | bad.jsonl:1: must be a JSON object
                    {"id":"a","scores":{"x":1}}                                | bad.jsonl:1: prompt: must be a string (got nothing)
                    {"id":"a","prompt":"A","scores":{"x":11}}                  | bad.jsonl:1: scores.x: must be from -1 to 1, or to 10 (got 11)
                    {"id":"a","prompt":"A","scores":{"x":"good"}}              | bad.jsonl:1: scores.x: must be from -1 to 1, or to 10 (got "good")
                    {"id":"a","text":"A","label":"cooking"}                    | bad.jsonl: label: must be a task or a domain (got cooking for a)
                    """)
    void shouldSayWhereWhenARowIsBad(String line, String said) {
        assertThatThrownBy(() -> read("bad.jsonl", line))
                .isInstanceOf(BadRowException.class)
                .hasMessageEndingWith(said);
    }

    @Test
    void shouldExpandTemplatesWhenAFileHoldsSome() throws IOException {
        // When
        List<LabelledPrompt> rows = read(
                "some.templates",
                "# says nothing",
                "[task translation]",
                "Translate into {language}:\\n{text}",
                "[slot language]",
                "German",
                "Dutch",
                "[slot text]",
                "Hello.");

        // Then
        assertThat(rows)
                .extracting(LabelledPrompt::text)
                .containsExactlyInAnyOrder("Translate into German:\nHello.", "Translate into Dutch:\nHello.");
        assertThat(rows)
                .allMatch(row -> row.task() == Task.TRANSLATION && row.bench().equals(Templates.BENCH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Hello                     | bad.templates:1: must stand below [task LABEL] or [slot NAME]
                    [task cooking]            | bad.templates:1: must name a task (got cooking)
                    [slot name]               | bad.templates: must have a [task LABEL]
                    """)
    void shouldSayWhereWhenATemplateIsBad(String line, String said) {
        assertThatThrownBy(() -> read("bad.templates", line))
                .isInstanceOf(BadRowException.class)
                .hasMessageEndingWith(said);
    }

    @Test
    void shouldNameTheSlotWhenATemplateUsesOneThatIsNotThere() {
        assertThatThrownBy(() -> read("bad.templates", "[task chat]", "Hello {name}"))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("{name} must have a [slot]");
    }

    @Test
    void shouldMakeEnoughOfEveryTaskWhenTheShippedTemplatesAreExpanded() throws IOException {
        // When
        List<LabelledPrompt> rows = new TrainingFiles().read(Path.of("data/classify/tasks.templates"), Set.of());

        // Then
        for (Task task : Task.values()) {
            if (task != Task.OTHER) {
                assertThat(rows)
                        .filteredOn(row -> row.task() == task)
                        .as(task.label())
                        .hasSizeGreaterThan(30);
            }
        }
        assertThat(rows).extracting(LabelledPrompt::text).noneMatch(text -> text.contains("{please}"));
    }
}
