package io.promptyard.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0s",
        "0, 0s",
        "1, 1ms",
        "999, 999ms",
        "1000, 1s",
        "59706, 59.706s",
        "59700, 59.7s",
        "60000, 1m0s",
        "360000, 6m0s",
        "3661500, 1h1m1.5s"
    })
    void shouldWriteATimeAsOpenAiDoes(long millis, String written) {
        // When / Then
        assertThat(LimitHeaders.written(Duration.ofMillis(millis))).isEqualTo(written);
    }
}
