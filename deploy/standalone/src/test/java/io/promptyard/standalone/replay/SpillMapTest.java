package io.promptyard.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.replay.SpillMap.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A map that is larger than the memory it may take. */
class SpillMapTest {
    private static final Bytes<String> TEXTS = new Bytes<>(
            text -> text.getBytes(StandardCharsets.UTF_8),
            bytes -> new String(bytes, StandardCharsets.UTF_8),
            String::length);

    @Test
    void shouldHoldWhatAPlainMapHoldsAndLittleOfItInMemory() {
        // Given
        Random random = new Random(7);
        Map<String, String> plain = new HashMap<>();
        try (SpillMap<String> map = new SpillMap<>(TEXTS, String::concat, 20_000)) {
            // When
            for (int i = 0; i < 30_000; i++) {
                String name = "n-" + random.nextInt(5_000);
                if (random.nextInt(4) == 0) {
                    assertThat(map.remove(name)).isEqualTo(plain.remove(name));
                } else {
                    map.put(name, "v" + i + ";");
                    plain.merge(name, "v" + i + ";", String::concat);
                }
                assertThat(map.inMemory()).isLessThan(250);
            }
            // Then
            for (int i = 0; i < 5_000; i++) {
                assertThat(map.get("n-" + i)).isEqualTo(plain.get("n-" + i));
            }
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsClosed() throws Exception {
        // Given
        long before = directories();
        SpillMap<String> map = new SpillMap<>(TEXTS, (first, again) -> first, 100);
        for (int i = 0; i < 100; i++) {
            map.put("name-" + i, "value");
        }
        long meanwhile = directories();
        // When
        map.close();
        // Then
        assertThat(meanwhile).isEqualTo(before + 1);
        assertThat(directories()).isEqualTo(before);
    }

    private static long directories() throws Exception {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(each -> each.getFileName().toString().startsWith("promptyard-replay-"))
                    .count();
        }
    }
}
