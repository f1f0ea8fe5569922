package io.promptyard.standalone.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of the text of the sources, in every module. */
final class SourceTreeTest {
    private static final Path ROOT = Repository.ROOT;
    private static final int LONGEST_MAIN = 300;
    private static final int LONGEST_TEST = 400;
    private static final Pattern LEFT_OPEN = Pattern.compile("(//|\\*).*\\b(TODO|FIXME|XXX)\\b|@Disabled\\b");

    @Test
    void shouldFitInTheHeadWhenItIsAFile() {
        // Given
        List<Path> main = sources("/src/main/java/");
        List<Path> tests = sources("/src/test/java/");
        // When
        Stream<Path> tooLong = Stream.concat(
                main.stream().filter(file -> lines(file).size() > LONGEST_MAIN),
                tests.stream().filter(file -> lines(file).size() > LONGEST_TEST));
        // Then
        assertThat(main).hasSizeGreaterThan(300);
        assertThat(tests).hasSizeGreaterThan(50);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void shouldLeaveNothingOpenWhenItIsCommitted() {
        // Given
        List<Path> all = Stream.concat(sources("/src/main/java/").stream(), sources("/src/test/java/").stream())
                .filter(file -> !file.endsWith("SourceTreeTest.java"))
                .toList();
        // When
        Stream<String> open = all.stream()
                .flatMap(file -> lines(file).stream()
                        .filter(line -> LEFT_OPEN.matcher(line).find())
                        .map(line -> ROOT.relativize(file) + ": " + line.strip()));
        // Then
        assertThat(open).isEmpty();
    }

    @Test
    void shouldAssertWithAssertJWhenItIsATest() {
        // Given
        List<Path> tests = sources("/src/test/java/");
        // When
        Stream<Path> others = tests.stream()
                .filter(file -> lines(file).stream()
                        .anyMatch(line ->
                                line.startsWith("import") && line.contains("org.junit.jupiter.api.Assertions")));
        // Then
        assertThat(others).isEmpty();
    }

    private static List<Path> sources(String kind) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().replace('\\', '/').contains(kind))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
