package io.promptyard.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.promptyard.gateway.ops.GatewayMeter;
import io.promptyard.router.metrics.BudgetMeter;
import io.promptyard.router.metrics.ConfigMeter;
import io.promptyard.router.metrics.HealthMeter;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.RouterMeter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts and dashboard ask for meters that there are; an alert on a name with a slip in it would never fire. */
class MonitoringFilesTest {
    private static final Logger LOG = LoggerFactory.getLogger(MonitoringFilesTest.class);
    private static final Path FOLDER =
            Path.of("..", "monitoring").toAbsolutePath().normalize();
    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();
    private static final Pattern METER = Pattern.compile("\\b(?:promptyard|kafka|jvm|process|vertx)_[a-z0-9_]+");
    private static final Pattern EXPRESSION = Pattern.compile("expr:\\s*(\\|\\n(?: {10,}.*\\n)+|.*\\n)");

    @Test
    void shouldOnlyNameDeclaredMetersWhenAlerting() throws IOException {
        // Given
        String alerts = Files.readString(FOLDER.resolve("alerts.yml"));

        // When
        Set<String> used = EXPRESSION
                .matcher(alerts)
                .results()
                .map(MatchResult::group)
                .flatMap(MonitoringFilesTest::meters)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(used).hasSizeGreaterThan(10).isSubsetOf(declaredAndForeign(used));
    }

    @Test
    void shouldOnlyNameDeclaredMetersWhenDrawn() throws IOException {
        // Given
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());

        // When
        Set<String> used = dashboard.findValuesAsText("expr").stream()
                .flatMap(MonitoringFilesTest::meters)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(used).hasSizeGreaterThan(15).isSubsetOf(declaredAndForeign(used));
    }

    @Test
    void shouldPassPromtoolWhenItIsInstalled() throws Exception {
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    @Test
    void shouldFireWhereSomethingWasLearntWhenPromtoolIsInstalled() throws Exception {
        assertThat(promtool("test", "rules", "alerts-test.yml")).contains("SUCCESS");
    }

    /** What it says where it ends well. */
    private static String promtool(String... words) throws Exception {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!installed) {
            LOG.warn("SKIPPED the check of prometheus.yml and alerts.yml: no promtool on PATH");
        }
        assumeThat(installed)
                .as("promtool, from Debian's package prometheus, is on PATH")
                .isTrue();
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(words)).toList();
        Process promtool = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
        return output;
    }

    private static Stream<String> meters(String expression) {
        return METER.matcher(expression).results().map(MatchResult::group);
    }

    /** Ours by what the enums declare; Kafka's and the JVM's come from binders and are taken as they are. */
    private static Set<String> declaredAndForeign(Set<String> used) {
        Set<String> known = new TreeSet<>();
        Arrays.stream(RouterMeter.values()).forEach(meter -> known.addAll(exposed(meter.id(), null)));
        Arrays.stream(BudgetMeter.values()).forEach(meter -> known.addAll(exposed(meter.id(), null)));
        Arrays.stream(ConfigMeter.values()).forEach(meter -> known.addAll(exposed(meter.id(), null)));
        Arrays.stream(HealthMeter.values()).forEach(meter -> known.addAll(exposed(meter.id(), null)));
        Arrays.stream(LearningMeter.values()).forEach(meter -> known.addAll(exposed(meter.id(), null)));
        Arrays.stream(GatewayMeter.values()).forEach(meter -> known.addAll(exposed(meter.meterName(), meter.unit())));
        used.stream().filter(name -> !name.startsWith("promptyard_")).forEach(known::add);
        return known;
    }

    /** A meter's names in a scrape, whichever kind it is: the enums do not say. */
    private static List<String> exposed(String name, @Nullable String unit) {
        String timer = NAMES.name(name, Meter.Type.TIMER, "seconds");
        return List.of(
                NAMES.name(name, Meter.Type.COUNTER, unit) + "_total",
                NAMES.name(name, Meter.Type.COUNTER, unit),
                NAMES.name(name, Meter.Type.GAUGE, unit),
                timer + "_bucket",
                timer + "_count",
                timer + "_sum",
                timer + "_max");
    }
}
