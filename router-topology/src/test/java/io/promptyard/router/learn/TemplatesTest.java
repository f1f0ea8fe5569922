package io.promptyard.router.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Pattern BRACES = Pattern.compile("\\{([A-Za-z0-9_-]+)}");

    @Property(tries = 100)
    void shouldMakeTheSameDifferentPromptsEachTime(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 30) Integer> values,
            @ForAll @IntRange(min = 1, max = 60) int each) {
        // Given
        List<String> lines = new ArrayList<>(List.of("[task chat]", "say {word}", "{word} or {word}?", "[slot word]"));
        values.forEach(value -> lines.add("w" + value));
        Templates templates = Templates.parse(lines, "test");
        // When
        List<String> made =
                templates.expand(each).stream().map(LabelledPrompt::text).toList();
        // Then
        assertThat(made).doesNotHaveDuplicates().hasSizeBetween(1, each).noneMatch(text -> text.contains("{"));
        assertThat(Templates.parse(lines, "test").expand(each))
                .extracting(LabelledPrompt::text)
                .isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks.templates", "people.templates"})
    void shouldFillEverySlotOfTheTemplatesThatShip(String file) throws IOException {
        // Given
        List<String> lines = Files.readAllLines(Path.of("data/classify", file));
        // When
        List<LabelledPrompt> rows = Templates.parse(lines, file).expand(400);
        // Then
        Set<String> left = new HashSet<>();
        rows.forEach(row -> {
            Matcher braces = BRACES.matcher(row.text());
            while (braces.find()) {
                left.add(braces.group(1));
            }
        });
        assertThat(left).isEmpty();
        assertThat(rows).allMatch(row -> row.bench().equals(Templates.BENCH) && row.task() != null);
    }

    @Test
    void shouldMakeEnoughOfEveryTaskThatPeopleAskFor() throws IOException {
        // When
        Map<Task, Long> counts =
                Templates.parse(Files.readAllLines(Path.of("data/classify/people.templates")), "people")
                        .expand(400)
                        .stream()
                        .collect(Collectors.groupingBy(
                                row -> java.util.Objects.requireNonNull(row.task()), Collectors.counting()));
        // Then
        assertThat(counts).containsOnlyKeys(Task.values());
        assertThat(counts.values()).allMatch(count -> count >= 100);
    }

    @Test
    void shouldSayWhereASlotHasNoValue() {
        assertThatThrownBy(() -> Templates.parse(List.of("[task chat]", "hi {who}"), "test"))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("{who}");
    }
}
