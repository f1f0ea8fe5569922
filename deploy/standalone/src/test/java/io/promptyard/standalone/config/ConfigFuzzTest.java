package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Any text as a configuration file: read, or its problems told; never thrown at, and secrets of the environment kept. */
class ConfigFuzzTest extends FuzzTarget {
    private static final String SECRET = "sk-0123456789-from-the-environment";
    private static final Path FILES = Path.of("src", "test", "resources", "io", "promptyard", "standalone", "config");
    private final ConfigLoader loader = new ConfigLoader(Map.of("OPENAI_API_KEY", SECRET, "K", SECRET), Map.of());

    @Override
    protected void read(byte[] input) {
        // Given
        String text = new String(input, StandardCharsets.UTF_8);

        // When
        ConfigReading reading = loader.read(text);

        // Then
        assertThat(reading.config().isPresent()).isEqualTo(reading.errors().isEmpty());
        // What the file itself says may be repeated; a fuzzer that watches comparisons learns to say it.
        if (!text.contains(SECRET)) {
            assertThat(reading.errors()).noneMatch(problem -> problem.toString().contains(SECRET));
        }
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of("whole-example.yaml", "five-mistakes.yaml").map(ConfigFuzzTest::bytes),
                Stream.of(ConfigLoader.builtInText().getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FILES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
