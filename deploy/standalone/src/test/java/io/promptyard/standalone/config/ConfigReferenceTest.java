package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.config.keys.ReferencePage;
import io.promptyard.standalone.config.keys.Row;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/reference/configuration.md are the keys as they are declared. {@code mvn test
 * -Dpromptyard.golden=renew} writes them.
 */
class ConfigReferenceTest {
    private static final Path PAGE = Repository.ROOT.resolve("docs/reference/configuration.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(#[^)]*)?\\)");

    private final ReferencePage reference = new ReferencePage(ConfigKeys.TOP);

    @Test
    void shouldHaveEveryKeyAsItIsDeclared() throws IOException {
        // Given
        String page = Files.readString(PAGE);
        // When
        String made = reference.written(page);
        // Then
        if ("renew".equals(System.getProperty("promptyard.golden"))) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(made);
        assertThat(reference.missing(page)).isEmpty();
    }

    @Test
    void shouldSayOfEveryKeyWhatItMeansAndGiveAnExample() {
        // When: a section that only holds others needs neither
        Stream<Row> silent = ConfigKeys.rows().stream().filter(row -> {
            boolean means = !row.key().draft().means().isEmpty();
            boolean shows = !row.key().draft().example().isEmpty();
            return row.key() instanceof SectionKey ? means != shows : !means || !shows;
        });
        // Then
        assertThat(ConfigKeys.rows()).hasSizeGreaterThan(150);
        assertThat(silent.map(Row::path)).isEmpty();
    }

    @Test
    void shouldLeadSomewhereWhenItLinks() {
        // Given
        Stream<String> links = ConfigKeys.rows().stream()
                .flatMap(row -> LINK.matcher(
                                row.key().draft().means() + row.key().takes())
                        .results())
                .map(link -> link.group(1))
                .filter(link -> !link.isEmpty());
        // When
        Stream<String> astray = links.filter(link -> !Files.exists(PAGE.resolveSibling(link)));
        // Then
        assertThat(astray).isEmpty();
    }
}
