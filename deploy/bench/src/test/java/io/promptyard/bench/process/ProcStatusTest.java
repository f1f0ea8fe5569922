package io.promptyard.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcStatusTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadResidentMemory() throws IOException {
        // Given
        Path status = Files.writeString(directory.resolve("status"), "VmHWM:\t  9 kB\nVmRSS:\t   2048 kB\n");
        // Then
        assertThat(ProcStatus.residentMegabytes(status)).isEqualTo(2);
    }

    @Test
    void shouldNotKnowWhenThereIsNoSuchProcess() {
        assertThat(ProcStatus.residentMegabytes(directory.resolve("none"))).isNaN();
    }
}
