package io.promptyard.standalone.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.router.metrics.BudgetMeter;
import io.promptyard.router.metrics.ConfigMeter;
import io.promptyard.router.metrics.HealthMeter;
import io.promptyard.router.metrics.JudgeMeter;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.SecondTierMeter;
import io.promptyard.router.metrics.ShadowMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/metrics.md names every meter of ours, and no other. */
final class MetricsReferenceTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(promptyard\\.[a-z.]+)` \\|");

    @Test
    void shouldNameEachMeterOnceWhenItIsTheReference() throws IOException {
        // Given
        String reference = Files.readString(Repository.ROOT.resolve("docs/reference/metrics.md"));
        List<String> meters = Stream.of(
                        Arrays.stream(RouterMeter.values()).map(RouterMeter::id),
                        Arrays.stream(LearningMeter.values()).map(LearningMeter::id),
                        Arrays.stream(SecondTierMeter.values()).map(SecondTierMeter::id),
                        Arrays.stream(JudgeMeter.values()).map(JudgeMeter::id),
                        Arrays.stream(ShadowMeter.values()).map(ShadowMeter::id),
                        Arrays.stream(BudgetMeter.values()).map(BudgetMeter::id),
                        Arrays.stream(ConfigMeter.values()).map(ConfigMeter::id),
                        Arrays.stream(HealthMeter.values()).map(HealthMeter::id),
                        Arrays.stream(GatewayMeter.values()).map(GatewayMeter::meterName))
                .flatMap(each -> each)
                .toList();
        // When
        List<String> named = ROW.matcher(reference)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        // Then
        assertThat(named).containsExactlyInAnyOrderElementsOf(meters);
    }
}
