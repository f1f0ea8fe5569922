package io.promptyard.bench.usage;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.usage.Mix.Ask;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixTest {
    @Test
    void shouldBeTheSameWhenTheSeedIs() {
        assertThat(Mix.of(50, 7)).isEqualTo(Mix.of(50, 7)).isNotEqualTo(Mix.of(50, 8));
    }

    @Test
    void shouldHaveEveryKindOfEveryDialectWhenItIsLong() {
        // When
        List<Ask> asks = Mix.of(1_800, 1);
        // Then
        assertThat(asks.stream().collect(groupingBy(Ask::dialect, counting())))
                .hasSize(AuditedModel.values().length)
                .allSatisfy((dialect, count) -> assertThat(count).isEqualTo(200));
        assertThat(asks.stream().collect(groupingBy(Ask::dialect)).values()).allSatisfy(of -> {
            assertThat(of).anyMatch(Ask::stream).anyMatch(Ask::hangUp).anyMatch(ask -> !ask.stream());
            assertThat(of).anyMatch(ask -> ask.body().contains("\"tools\""));
        });
        for (String wanted :
                List.of("prompt_cache_key", "cache_control", "cachedContent", "reasoning_effort", "embed-audit")) {
            assertThat(asks).anyMatch(ask -> ask.body().contains(wanted));
        }
    }
}
