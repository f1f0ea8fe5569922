package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCallsOptionTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "15, 15", "20, 20", "21, 20", "97, 20", "250000, 20"})
    void shouldTellOfTwentyPromptsAtMostAndOfTheLastWhenManyAreSent(long all, int lines) {
        assertThat(LongStream.rangeClosed(1, all).filter(done -> ExperimentCallsOption.isWorthALine(done, all)))
                .hasSize(lines)
                .last()
                .isEqualTo(all);
    }
}
