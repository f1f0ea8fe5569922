package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Verification;
import io.promptyard.router.config.WaitingConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waiting for targets, and evidence of stand-ins. */
class WaitingSectionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String GROUP = """
            providers: { openai: { dialect: openai } }
            groups: { g: { members: [openai/gpt-4o], verified: { tasks: [chat], report: r%s } } }
            routes: [ { name: a, match: { endpoint: a }, fallback: g%s }, { name: b, fallback: g%s } ]
            """;

    @Test
    void shouldWaitUnlessItIsTold() {
        // Then
        assertThat(read(ConfigFile.SMALL).waiting()).isEqualTo(WaitingConfig.DEFAULT);
        assertThat(read(ConfigFile.SMALL + "waiting: { enabled: false, most: 7, ageing: 1m }")
                        .waiting())
                .isEqualTo(new WaitingConfig(false, 7, Duration.ofMinutes(1)));
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        // When
        List<String> problems =
                ConfigFile.problems(ConfigFile.SMALL + "waiting: { enabled: maybe, most: 0, ageing: 0s, moust: 1 }");
        // Then
        assertThat(problems)
                .hasSize(4)
                .anyMatch(each -> each.startsWith("waiting.enabled: "))
                .anyMatch(each -> each.startsWith("waiting.most: "))
                .anyMatch(each -> each.startsWith("waiting.ageing: "))
                .anyMatch(each -> each.startsWith("waiting.moust: unknown key, the nearest known is most"));
    }

    @Test
    void shouldTakeADayAsItsEndAndATimeAsItIs() {
        // Then
        assertThat(group(", expires: 2026-12-31").expires()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(group(", expires: '2026-12-31T12:30:00Z'").expires()).isEqualTo("2026-12-31T12:30:00Z");
        assertThat(group("").expires()).isNull();
        assertThat(ConfigFile.problems(GROUP.formatted(", expires: soon", "", "")))
                .singleElement()
                .asString()
                .startsWith("groups.g.verified.expires: must be a date such as 2026-12-31");
    }

    @Test
    void shouldAllowTheUnverifiedOnlyWhereSomebodyMayStandIn() {
        // Given
        String yaml = GROUP.formatted("", ", allow-unverified: true", "");
        // Then
        assertThat(read(yaml).routes().getFirst().allowUnverified()).isTrue();
        assertThat(read(yaml).routes().getLast().allowUnverified()).isFalse();
        assertThat(ConfigFile.problems("providers: { openai: { dialect: openai } }\n"
                        + "routes: [ { name: a, allow-unverified: true } ]\n"))
                .containsExactly("routes[0].allow-unverified: needs a fallback (got true)");
    }

    @Test
    void shouldNameMembersThatDoNotExist() {
        // Then
        assertThat(ConfigFile.problems(GROUP.formatted("", "", "").replace("[openai/gpt-4o]", "[openai/gpt-4oo, x/y]")))
                .anyMatch(each ->
                        each.startsWith("groups.g.members[0]: unknown model, the nearest known is openai/gpt-4o"))
                .anyMatch(each -> each.startsWith("groups.g.members[1]: unknown provider"));
    }

    @Test
    void shouldWarnOnceOfEvidenceThatHasExpiredOrSoonWill() {
        // Then
        assertThat(warnings(GROUP.formatted(", expires: 2026-11-19", "", "")))
                .containsExactly(
                        "groups.g.verified.expires: the evidence has expired, nobody stands in (got 2026-11-20T00:00:00Z)");
        assertThat(warnings(GROUP.formatted(", expires: 2026-11-26", "", "")))
                .singleElement()
                .asString()
                .contains("expires within a week");
        assertThat(warnings(GROUP.formatted(", expires: 2026-12-31", "", ""))).isEmpty();
        assertThat(warnings(GROUP.formatted("", "", "").replace("tasks: [chat], ", "")))
                .singleElement()
                .asString()
                .contains("nobody stands in on any task");
    }

    @Test
    void shouldNotWarnWhereNobodyAsksForEvidence() {
        // Given
        String allowed = ", allow-unverified: true";
        // Then
        assertThat(warnings(GROUP.formatted(", expires: 2020-01-01", allowed, allowed)))
                .isEmpty();
        assertThat(warnings("nonsense: [")).isEmpty();
    }

    private static List<String> warnings(String yaml) {
        return ConfigCheck.warnings(yaml, Map.of(), NOW).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static Verification group(String evidence) {
        return read(GROUP.formatted(evidence, "", ""))
                .groups()
                .get("g")
                .evidence()
                .getFirst();
    }

    private static RouterConfig read(String yaml) {
        return new ConfigLoader(Map.of(), Map.of()).read(yaml).orThrow().router();
    }
}
