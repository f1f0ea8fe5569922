package io.promptyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void shouldTakeTheNearestRankWhenThereAreAHundredValues() {
        // When
        Percentiles percentiles =
                Percentiles.of(LongStream.rangeClosed(1, 100).boxed().toList().reversed());
        // Then
        assertThat(percentiles).isEqualTo(new Percentiles(100, 50, 95, 99, 100));
    }

    @Test
    void shouldTakeTheOnlyValueWhenThereIsOne() {
        // When
        Percentiles percentiles = Percentiles.of(List.of(7L));
        // Then
        assertThat(percentiles).isEqualTo(new Percentiles(1, 7, 7, 7, 7));
    }

    @Test
    void shouldBeNoughtWhenThereIsNone() {
        // When
        Percentiles percentiles = Percentiles.of(List.of());
        // Then
        assertThat(percentiles).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    }

    @Property
    void shouldHaveAtLeastThatShareAtOrBelowWhenValuesAreAny(@ForAll @NotEmpty List<Long> values) {
        // When
        Percentiles percentiles = Percentiles.of(values);
        // Then
        assertThat(values).contains(percentiles.p50(), percentiles.p95(), percentiles.p99(), percentiles.max());
        assertThat(100
                        * values.stream()
                                .filter(value -> value <= percentiles.p95())
                                .count())
                .isGreaterThanOrEqualTo(95L * values.size());
        assertThat(100
                        * values.stream()
                                .filter(value -> value < percentiles.p95())
                                .count())
                .isLessThan(95L * values.size());
    }
}
