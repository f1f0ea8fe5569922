package io.promptyard.router.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyPartitionerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReplyPartitioner partitioner = new ReplyPartitioner(new RouterMetrics(meters));

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void shouldSendWhereTheReaderReads(int wanted) {
        assertThat(partition(wanted)).contains(Set.of(wanted));
        assertThat(meters.find(RouterMeter.REPLY_OUT_OF_RANGE.id()).counters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6, Integer.MAX_VALUE})
    void shouldIgnoreAndCountWhenThereIsNoSuchPartition(int wanted) {
        assertThat(partition(wanted)).isEmpty();
        assertThat(meters.get("promptyard.router.reply.partition.ignored")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldLeaveItToTheKeyWhenNobodyAsks() {
        assertThat(partition(null)).isEmpty();
        assertThat(meters.find(RouterMeter.REPLY_OUT_OF_RANGE.id()).counters()).isEmpty();
    }

    private Optional<Set<Integer>> partition(@Nullable Integer wanted) {
        var response = new DeadLetterFactory("test")
                .unreadable(new RequestId("p-1"), FailureKind.INTERNAL, "bad", Prompts.START);
        return partitioner.partitions("responses", "p-1", new Reply(wanted, response), 6);
    }
}
