package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Row;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is declared of each key is what holds of it. */
class ConfigKeysTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

    /** Applied by whoever decides, and not by who reads: the constant is the same. */
    private static final Set<String> APPLIED_LATER = Set.of("routes.min-quality");

    /** All but what names the text. */
    private static final RecursiveComparisonConfiguration BY_MEANING = RecursiveComparisonConfiguration.builder()
            .withIgnoredFields("parts", "router.version")
            .withEqualsForType((one, other) -> one.getRules().equals(other.getRules()), ZoneId.class)
            .build();

    @TempDir
    private static Path files;

    static List<KeyInAFile> keys() throws IOException {
        for (String name : List.of("ours.model", "ours.heads")) {
            Files.writeString(files.resolve(name), "");
        }
        return KeyInAFile.all(files);
    }

    static Stream<KeyInAFile> keysThatMustBeGiven() throws IOException {
        return keys().stream().filter(KeyInAFile::isRequired);
    }

    static Stream<KeyInAFile> keysThatNeedNot() throws IOException {
        return keys().stream().filter(key -> !key.isRequired());
    }

    static Stream<KeyInAFile> keysWithADefault() throws IOException {
        return keysThatNeedNot()
                .filter(key -> key.row().key().literal().isPresent())
                .filter(key -> !APPLIED_LATER.contains(key.row().plain()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void shouldTakeTheExampleOfAKey(KeyInAFile key) {
        // When
        ConfigReading reading = read(key.withExample());
        // Then
        assertThat(reading.problems()).as(key.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysThatNeedNot")
    void shouldLoadAnotherConfigurationWhenAKeyIsGiven(KeyInAFile key) {
        // When
        LoadedConfig with = read(key.withExample()).orThrow();
        LoadedConfig without = read(key.without()).orThrow();
        // Then
        assertThat(with).as(key.toString()).usingRecursiveComparison(BY_MEANING).isNotEqualTo(without);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysWithADefault")
    void shouldLoadTheSameConfigurationWhenAKeyIsGivenItsDefault(KeyInAFile key) {
        // When
        LoadedConfig with =
                read(key.with(key.row().key().literal().orElseThrow())).orThrow();
        LoadedConfig without = read(key.without()).orThrow();
        // Then
        assertThat(with).as(key.toString()).usingRecursiveComparison(BY_MEANING).isEqualTo(without);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysThatMustBeGiven")
    void shouldMissAKeyThatMustBeGiven(KeyInAFile key) {
        // When
        ConfigReading reading = read(key.without());
        // Then
        assertThat(reading.problems()).as(key.toString()).isNotEmpty();
    }

    @Test
    void shouldReadADefaultAsItIsWritten() {
        // When
        Stream<Key> keys = ConfigKeys.rows().stream().map(row -> row.key()).distinct();
        // Then
        assertThat(keys.filter(DefaultKey.class::isInstance).map(key -> (DefaultKey<?>) key))
                .hasSizeGreaterThan(50)
                .allSatisfy(key -> assertThat(rewritten(key)).isEqualTo(key.literal()));
    }

    @Test
    void shouldStandInATableWhenAKeyIsDeclared() throws ReflectiveOperationException {
        // Given
        List<Key> listed = ConfigKeys.rows().stream().map(Row::key).toList();
        List<Object> declared = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPackages("io.promptyard.standalone.config")) {
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isAssignableTo(Key.class)
                        && !type.getSimpleName().endsWith("Test")) {
                    Field key = field.reflect();
                    key.setAccessible(true);
                    declared.add(key.get(null));
                }
            }
        }
        // When: a reader that asks for one of these would fail, and may not be asked in any test
        List<Object> unlisted =
                declared.stream().filter(key -> !listed.contains((Key) key)).toList();
        // Then
        assertThat(declared).hasSizeGreaterThan(100);
        assertThat(unlisted).isEmpty();
    }

    private static <T> Optional<String> rewritten(DefaultKey<T> key) {
        return key.literal().flatMap(key.rule().parse()).map(key.rule().write());
    }

    private static ConfigReading read(String yaml) {
        Map<String, String> environment = new HashMap<>();
        Matcher variables = VARIABLE.matcher(yaml);
        while (variables.find()) {
            environment.put(variables.group(1), "value of " + variables.group(1));
        }
        return new ConfigLoader(environment, Map.of()).read(yaml);
    }
}
