package io.promptyard.router.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.ProviderId;
import org.junit.jupiter.api.Test;

class RouterMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void shouldHaveTheCountersOfIngressBeforeTheFirstEvent() {
        // When
        new RouterMetrics(meters);
        // Then
        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .containsExactlyInAnyOrder(
                        RouterMeter.ACCEPTED.id(),
                        RouterMeter.WAITING.id(),
                        RouterMeter.BURIED.id(),
                        RouterMeter.BURIED.id(),
                        RouterMeter.BURIED.id(),
                        RouterMeter.REPEATED.id(),
                        RouterMeter.REPEATED.id());
        assertThat(meters.find(RouterMeter.REPEATED.id()).counters())
                .extracting(counter -> counter.getId().getTag("body"))
                .containsExactlyInAnyOrder("same", "other");
        assertThat(meters.find(RouterMeter.BURIED.id()).counters())
                .extracting(counter -> counter.getId().getTag("failure.kind"))
                .containsExactlyInAnyOrder("INVALID_REQUEST", "INTERNAL", "TOO_LARGE");
    }

    @Test
    void shouldCountOnTheCounterThatWasExpected() {
        // Given
        RouterMetrics metrics = new RouterMetrics(meters);
        ProviderId openai = new ProviderId("openai");
        // When
        metrics.expect(openai, RouterMeter.REISSUED, RouterMeter.UNKNOWN_COST);
        metrics.worker(RouterMeter.REISSUED, openai);
        // Then
        assertThat(count(RouterMeter.REISSUED)).isOne();
        assertThat(count(RouterMeter.UNKNOWN_COST)).isZero();
    }

    private double count(RouterMeter meter) {
        Counter counter = meters.get(meter.id()).tag("provider", "openai").counter();
        return counter.count();
    }
}
