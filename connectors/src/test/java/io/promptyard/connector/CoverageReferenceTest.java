package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The coverage table of docs/reference/providers.md is what the tests on the class path hold each dialect to. {@code mvn
 * test -Dpromptyard.golden=renew} writes it.
 */
class CoverageReferenceTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final int LEAST_REQUESTS = 12;

    private final Set<String> dialects = ConnectorRegistry.load().dialects();

    @Test
    void shouldSayWhatEachDialectIsHeldTo() throws Exception {
        // When / Then
        ProvidersPage.assertHolds("coverage", table());
    }

    @Test
    void shouldHoldEveryDialectToEveryCaseAndToADozenRequests() throws Exception {
        // When
        TreeMap<String, Set<String>> covered = covered();

        // Then
        assertThat(covered.values()).isNotEmpty().allMatch(dialects::equals);
        for (String dialect : dialects) {
            assertThat(requests(dialect)).as(dialect).hasSizeGreaterThanOrEqualTo(LEAST_REQUESTS);
        }
    }

    private String table() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(row("case", dialects));
        lines.add(row("---", dialects.stream().map(dialect -> "---").toList()));
        covered()
                .forEach((name, by) -> lines.add(row(
                        name,
                        dialects.stream()
                                .map(dialect -> by.contains(dialect) ? "yes" : "no")
                                .toList())));
        List<String> written = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String dialect : dialects) {
            List<Path> all = requests(dialect);
            long refusals =
                    all.stream().filter(CoverageReferenceTest::isRefusal).count();
            written.add(String.valueOf(all.size() - refusals));
            refused.add(String.valueOf(refusals));
        }
        lines.add(row("requests compared byte for byte", written));
        lines.add(row("requests refused by name, the words compared", refused));
        List<String> exchanges = new ArrayList<>();
        for (String dialect : dialects) {
            exchanges.add(String.valueOf(files(RESOURCES.resolve("corpus").resolve(dialect))));
        }
        lines.add(row("whole exchanges compared byte for byte", exchanges));
        return String.join("\n", lines) + "\n";
    }

    private static String row(String first, Iterable<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }

    /** The dialects by case of the kit. */
    private static TreeMap<String, Set<String>> covered() throws Exception {
        TreeMap<String, Set<String>> covered = new TreeMap<>();
        for (Class<?> kit : kits()) {
            Constructor<?> constructor = kit.getDeclaredConstructor();
            constructor.setAccessible(true);
            String dialect = ((ConnectorKit) constructor.newInstance()).dialect();
            for (Method method : kit.getSuperclass().getDeclaredMethods()) {
                if (isCase(method)) {
                    covered.computeIfAbsent(words(method.getName()), name -> new TreeSet<>())
                            .add(dialect);
                }
            }
        }
        return covered;
    }

    private static boolean isCase(Method method) {
        boolean test = method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
        return test && !method.isAnnotationPresent(Disabled.class);
    }

    private static List<Class<?>> kits() throws Exception {
        return TestClasses.ofDialects().stream()
                .filter(type -> type.getSuperclass().getSuperclass() == ConnectorKit.class)
                .toList();
    }

    /** {@code shouldHangUpWhenCancelled} is "hang up when cancelled". */
    private static String words(String name) {
        return Arrays.stream(name.split("(?=[A-Z])"))
                .skip(1)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static List<Path> requests(String dialect) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(dialect).resolve("requests"))) {
            return files.sorted().toList();
        }
    }

    private static int files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    private static boolean isRefusal(Path request) {
        try {
            return Files.readString(request).startsWith("refused: ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
