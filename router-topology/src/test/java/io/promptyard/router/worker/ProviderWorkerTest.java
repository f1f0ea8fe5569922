package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.metrics.RouterMeter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderWorkerTest {

    @ParameterizedTest
    @EnumSource(
            value = RouterMeter.class,
            names = {"UNKNOWN_COST", "REISSUED", "STALE_OUTCOMES", "REPEATED_DISPATCHES", "PUBLISH_RETRIES"})
    void shouldHaveTheCounterAtZeroBeforeTheFirstDispatch(RouterMeter meter) {
        // When
        try (TaskFixture worker = new TaskFixture()) {
            // Then
            assertThat(worker.meters.find(meter.id()).tag("provider", "openai").counters())
                    .singleElement()
                    .satisfies(counter -> assertThat(counter.count()).isZero());
        }
    }
}
