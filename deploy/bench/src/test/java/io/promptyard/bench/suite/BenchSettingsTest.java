package io.promptyard.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSettingsTest {

    static BenchSettings brief(double seconds) {
        return new BenchSettings(seconds, 0.2, 1, List.of(20), List.of(10), 4, 50, 50, 1, 10, 0.01, null);
    }

    @Test
    void shouldRefuseWhatHasNoBound() {
        assertThatThrownBy(() -> new BenchSettings(0, 1, 1, List.of(1), List.of(), 1, 1, 1, 1, 1, 1, null))
                .hasMessageContaining("--seconds");
        assertThatThrownBy(() -> new BenchSettings(1, 1, 1, List.of(0), List.of(), 1, 1, 1, 1, 1, 1, null))
                .hasMessageContaining("--rates: must be from 1 to 1000000 (got 0)");
    }

    @Test
    void shouldFindEveryBenchmarkByItsLabel() {
        assertThat(Benchmark.values())
                .allSatisfy(each -> assertThat(Benchmark.ofLabel(each.label())).contains(each));
        assertThat(Benchmark.ofLabel("speed")).isEmpty();
    }
}
