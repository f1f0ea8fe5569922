package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.FuzzTarget;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records of the {@code _schemas} topic, whoever wrote them: skipped, or the same when written and read again. An input
 * is a key, a zero byte and a value; without the zero byte the value is null.
 */
class SchemaLogFuzzTest extends FuzzTarget {

    @Override
    protected void read(byte[] input) {
        // Given
        int end = endOfKey(input);
        byte @Nullable [] value = end == input.length ? null : Arrays.copyOfRange(input, end + 1, input.length);
        LogEntry read;
        try {
            read = LogCodec.decode(Arrays.copyOf(input, end), value);
        } catch (RuntimeException skipped) {
            return;
        }

        // When
        LogEntry again = LogCodec.decode(LogCodec.key(read), LogCodec.value(read));
        new RegistryState().apply(read);

        // Then
        assertThat(again).isEqualTo(read);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return LogCodecTest.entries().stream().map(entry -> {
            byte[] key = LogCodec.key(entry);
            byte[] value = LogCodec.value(entry);
            if (value == null) {
                return key;
            }
            byte[] input = Arrays.copyOf(key, key.length + 1 + value.length);
            System.arraycopy(value, 0, input, key.length + 1, value.length);
            return input;
        });
    }

    private static int endOfKey(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        return end;
    }
}
