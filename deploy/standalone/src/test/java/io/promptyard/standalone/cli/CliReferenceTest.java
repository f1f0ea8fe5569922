package io.promptyard.standalone.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/reference/cli.md has a section for each command, and in it each flag, and no other. */
final class CliReferenceTest {
    private static final Pattern FLAG = Pattern.compile("(?m)^\\| `(--[a-z-]+)[ `]");

    @Test
    void shouldHaveASectionWhenACommandIsThere() throws IOException {
        // Given
        Map<String, String> sections = sections();
        // When
        Set<String> commands = Main.commandLine().getSubcommands().keySet();
        // Then
        assertThat(sections).containsKeys(commands.toArray(String[]::new));
    }

    @Test
    void shouldNameTheFlagsWhenACommandHasThem() throws IOException {
        // Given
        Map<String, String> sections = sections();
        SoftAssertions all = new SoftAssertions();
        // When
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            Set<String> named = FLAG.matcher(sections.getOrDefault(name, ""))
                    .results()
                    .map(row -> row.group(1))
                    .collect(toCollection(TreeSet::new));
            all.assertThat(named).as(name).isEqualTo(flags(command));
        });
        // Then
        all.assertAll();
    }

    /** Its own and those of the commands below it. */
    private static Set<String> flags(CommandLine command) {
        Set<String> flags = ownFlags(command);
        command.getSubcommands().values().forEach(below -> flags.addAll(flags(below)));
        return flags;
    }

    private static Set<String> ownFlags(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .collect(toCollection(TreeSet::new));
    }

    private static Map<String, String> sections() throws IOException {
        String reference = Files.readString(Repository.ROOT.resolve("docs/reference/cli.md"));
        Map<String, String> sections = new TreeMap<>();
        Arrays.stream(reference.split("(?m)^## ", -1)).skip(1).forEach(section -> {
            int end = section.indexOf('\n');
            sections.put(section.substring(0, end).strip(), section.substring(end));
        });
        return sections;
    }
}
