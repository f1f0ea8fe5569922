package io.promptyard.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk when somebody stops a replay. */
class SpilledAtExitTest {
    @TempDir
    Path temporary;

    @Test
    void shouldLeaveNothingBehindWhenTheProcessIsToldToEnd() throws Exception {
        // Given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpilledAtExitTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("spilled");
            assertThat(temporary.toFile().list()).anyMatch(name -> name.startsWith("promptyard-replay-"));
            // When
            process.destroy(); // as Ctrl-C does
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        // Then
        assertThat(temporary.toFile().list()).noneMatch(name -> name.startsWith("promptyard-replay-"));
    }

    /** Spills, and goes on using what it has spilled until it is stopped. */
    public static void main(String[] args) throws InterruptedException {
        SpillMap<byte[]> map = new SpillMap<>(SpillMap.Bytes.plain(), (first, again) -> again, 1_000);
        ParkedBytes parked = new ParkedBytes();
        parked.park(new byte[1_000]);
        Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; true; i++) {
                map.put("name-" + i % 5_000, new byte[100]);
                if (i == 5_000) {
                    System.out.println("spilled");
                }
            }
        });
        new CountDownLatch(1).await();
    }
}
