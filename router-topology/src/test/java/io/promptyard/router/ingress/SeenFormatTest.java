package io.promptyard.router.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What releases have written into {@code seen-prompts}, byte by byte: later versions read and write just that. */
class SeenFormatTest {
    private static final Serde<Seen> SERDE = Seen.serde();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "000000000000002a7fffffff00000011, 42, 9223372032559808529, none, none",
                "000000000000002a7fffffff0000001100000003000000000000004d, 42, 9223372032559808529, 3, 77"
            })
    void shouldBeWrittenAndReadAsItWasReleased(
            String hex, long offset, long fingerprint, Integer partition, Long answerOffset) {
        // Given
        Seen seen = new Seen(offset, fingerprint, partition == null ? null : new AnswerPlace(partition, answerOffset));
        byte[] released = HexFormat.of().parseHex(hex);
        // When / Then
        assertThat(SERDE.serializer().serialize("t", seen)).isEqualTo(released);
        assertThat(SERDE.deserializer().deserialize("t", released)).isEqualTo(seen);
    }
}
