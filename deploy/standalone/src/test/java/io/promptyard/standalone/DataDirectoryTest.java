package io.promptyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void shouldCreateTheDirectoryAndWriteItsPidWhenOpened() throws Exception {
        // Given
        Path path = parent.resolve("a/b");

        // When
        try (DataDirectory directory = DataDirectory.open(path)) {

            // Then
            assertThat(directory.kafka()).isEqualTo(path.resolve("kafka"));
            assertThat(Files.readString(path.resolve(".lock")))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void shouldRefuseInOneLineWhenOpenedTwice() {
        // Given
        try (DataDirectory directory = DataDirectory.open(parent)) {

            // When / Then
            assertThatThrownBy(() -> DataDirectory.open(parent))
                    .isInstanceOf(StartupException.DataDirectoryInUse.class)
                    .hasMessageContaining(directory.path().toString())
                    .hasMessageContaining("this process")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void shouldOpenAgainWhenClosed() {
        // Given
        DataDirectory first = DataDirectory.open(parent);
        first.close();
        first.close();

        // When
        DataDirectory second = DataDirectory.open(parent);

        // Then
        assertThat(second.path()).isEqualTo(first.path());
        second.close();
    }

    @Test
    void shouldSayThatItIsAFileWhenItIsOne() throws Exception {
        // Given
        Path file = Files.writeString(parent.resolve("file"), "x");

        // When / Then
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartupException.DataDirectoryUnusable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is a file")
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldSayThatTheParentIsAFileWhenItIsOne() throws Exception {
        // Given
        Path file = Files.writeString(parent.resolve("file"), "x");

        // When / Then
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(StartupException.DataDirectoryUnusable.class)
                .hasMessageContaining(file.toString())
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldDeleteEverythingWhenTemporaryAndClosed() throws Exception {
        // Given
        DataDirectory directory = DataDirectory.temporary();
        Files.createDirectories(directory.kafka());
        Files.writeString(directory.kafka().resolve("log"), "x");

        // When
        directory.close();

        // Then
        assertThat(directory.path()).doesNotExist();
    }
}
