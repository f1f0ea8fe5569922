package io.promptyard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A script as anybody may {@code PUT} it: its problems, or rules that come back the same when written and read again. */
class FaultScriptFuzzTest extends FuzzTarget {

    @Override
    protected void read(byte[] input) {
        // Given
        FaultScript script;
        try {
            script = FaultScript.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getClass()).isEqualTo(IllegalArgumentException.class);
            return;
        }

        // When
        String written = FaultScriptWriter.write(script).toString();

        // Then
        assertThat(FaultScriptWriter.write(FaultScript.parse(written)).toString())
                .isEqualTo(written);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "rules:\n- {match: {provider: openai, model: 'gpt-*', from-call: 1, to-call: 9, after: 1s, until: 5m},"
                                + " percent: 50, fault: fail503first1--slow200p50}\n- {latency: {median: 1s, p99: 9s}}",
                        "[{\"fault\":\"fail429after2\",\"match\":{\"dialect\":\"anthropic\"},\"latency\":\"250ms\"}]")
                .map(each -> each.getBytes(StandardCharsets.UTF_8));
    }
}
