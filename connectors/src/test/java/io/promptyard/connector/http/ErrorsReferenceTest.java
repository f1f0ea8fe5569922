package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FailureKind.Handling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "errors.md");

    @Test
    void shouldSayWhatTheEnumSays() throws Exception {
        // When
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(ErrorsReferenceTest::withoutCause)
                .toList();

        // Then
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(FailureKind.values())
                        .map(ErrorsReferenceTest::row)
                        .toList());
    }

    private static String row(FailureKind kind) {
        return "`" + kind + "` | " + words(kind.handling()) + " | " + kind.httpStatus() + " | `" + kind.errorType()
                + "`";
    }

    private static String words(Handling handling) {
        return switch (handling) {
            case TRY_AGAIN -> "tries again";
            case TRY_ONCE_MORE -> "tries once more";
            case FALL_BACK -> "falls back";
            case GIVE_UP -> "gives up";
        };
    }

    private static String withoutCause(String line) {
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        return String.join(" | ", cells.get(1), cells.get(3), cells.get(4), cells.get(5));
    }
}
