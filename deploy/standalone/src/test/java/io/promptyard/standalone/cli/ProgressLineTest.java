package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.demo.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter shown = new StringWriter();

    @Test
    void shouldWriteOverOneLineWhenThereIsATerminal() {
        // Given
        ProgressLine line = new ProgressLine(new PrintWriter(shown), true);
        // When
        line.show(progress(100, 3));
        line.show(progress(350, 5));
        line.close();
        // Then
        assertThat(shown.toString()).startsWith("\r").containsOnlyOnce(System.lineSeparator());
        assertThat(shown.toString().split("\r")).hasSize(3);
    }

    @Test
    void shouldPrintALineEveryTwoSecondsAndAtTheEndWhenThereIsNone() {
        // Given
        ProgressLine line = new ProgressLine(new PrintWriter(shown), false);
        // When
        line.show(progress(100, 1));
        line.show(progress(350, 2));
        line.show(progress(2200, 3));
        line.show(progress(2450, 10));
        line.show(progress(2450, 10));
        line.close();
        // Then
        assertThat(shown.toString()).doesNotContain("\r").contains("answered  10");
        assertThat(shown.toString().lines()).hasSize(3);
    }

    private static Progress progress(long millis, int answered) {
        return new Progress(Duration.ofMillis(millis), 10, 10, answered, 0, 0, 0);
    }
}
