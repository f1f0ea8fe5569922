package io.promptyard.router.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.router.metrics.RouterMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyPartitionsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReplyPartitions partitions = new ReplyPartitions(3, new RouterMetrics(meters));

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "2, 2, 0", "3, , 1", "-1, , 1", ", , 0"})
    void shouldIgnoreAndCountWhenThePartitionDoesNotExist(Integer wanted, Integer existing, int ignored) {
        // When
        Integer found = partitions.existing(wanted);

        // Then
        assertThat(found).isEqualTo(existing);
        assertThat(meters.find("promptyard.router.reply.partition.ignored").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(ignored);
    }
}
