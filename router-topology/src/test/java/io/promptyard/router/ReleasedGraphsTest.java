package io.promptyard.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderId;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every name of a released graph is still there, in the same sub-topology: internal topics and state directories bear
 * these names, tasks these numbers, and instances of two versions share them while one replaces the other. The folders
 * hold the golden graphs as they were released; docs/reference/upgrading.md says how one is added.
 */
class ReleasedGraphsTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Pattern NAMED = Pattern.compile("(?:Source|Processor|Sink): (\\S+)");
    private static final Pattern LISTED = Pattern.compile("(stores|topics): \\[([^\\]]*)\\]");
    private static final Pattern WRITTEN = Pattern.compile("\\(topic: ([^)]+)\\)");

    static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("released"))) {
            return files.filter(file -> file.toString().endsWith("-topology.txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldStillHaveEveryNameAndItsSubTopologyWhenItWasReleased(Path released) throws IOException {
        // Given
        Path golden = RESOURCES.resolve("golden").resolve(released.getFileName());
        // When
        Set<String> then = names(Files.readString(released));
        Set<String> now = names(Files.readString(golden));
        // Then
        assertThat(then).hasSizeGreaterThan(10);
        assertThat(now).containsAll(then);
    }

    @Test
    void shouldKeepTheApplicationIdsThatWereReleased() {
        assertThat(Names.routerApplication(TopicNames.standard())).isEqualTo("promptyard-router");
        assertThat(Names.workerApplication(TopicNames.standard(), new ProviderId("openai")))
                .isEqualTo("promptyard-worker-openai");
    }

    @Test
    void shouldTellWhenAStoreIsRenamedOrMoved() {
        // Given
        String graph =
                "Sub-topology: 0\n Processor: verdict (stores: [pending])\nSub-topology: 1\n Source: x (topics: [y])\n";
        // When / Then
        assertThat(names(graph)).containsExactlyInAnyOrder("0 verdict", "0 stores pending", "1 x", "1 topics y");
        assertThat(names(graph.replace("pending", "open"))).doesNotContain("0 stores pending");
        assertThat(names(graph.replace("Sub-topology: 1", "Sub-topology: 2"))).doesNotContain("1 x");
    }

    /** Each with the number of its sub-topology. */
    private static Set<String> names(String graph) {
        Set<String> names = new TreeSet<>();
        for (String part : graph.split("Sub-topology: ")) {
            if (part.isEmpty() || !Character.isDigit(part.charAt(0))) {
                continue;
            }
            String number = part.substring(0, part.indexOf('\n')).replaceAll("\\D.*", "") + " ";
            NAMED.matcher(part).results().map(found -> number + found.group(1)).forEach(names::add);
            WRITTEN.matcher(part)
                    .results()
                    .map(found -> number + "writes " + found.group(1))
                    .forEach(names::add);
            Matcher listed = LISTED.matcher(part);
            listed.results().flatMap(found -> items(number, found)).forEach(names::add);
        }
        return names;
    }

    private static Stream<String> items(String number, MatchResult found) {
        return Stream.of(found.group(2).split(", "))
                .filter(item -> !item.isEmpty())
                .map(item -> number + found.group(1) + " " + item);
    }
}
