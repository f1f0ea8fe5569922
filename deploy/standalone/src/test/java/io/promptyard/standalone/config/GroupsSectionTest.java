package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsSectionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Target GPT = Target.parse("openai/gpt-4o");
    private static final Target MINI = Target.parse("openai/gpt-4o-mini");
    private static final String FILE = """
            providers: { openai: { dialect: openai } }
            aliases: { small: openai/gpt-4o-mini }
            groups: { g: { members: [openai/gpt-4o, small], verified: %s } }
            routes: [ { name: a, fallback: g } ]
            """;

    @Test
    void shouldReadEvidenceOfEachMember() {
        // When
        FallbackGroup group = group("""
                [ { members: [openai/gpt-4o], tasks: [chat, code], report: exp-1, expires: 2026-12-31 }, { members: small, tasks: chat, report: exp-2 } ]""");
        // Then
        assertThat(group.evidence())
                .containsExactly(
                        new Verification(
                                Set.of(GPT),
                                Set.of(Task.CHAT, Task.CODE),
                                "exp-1",
                                Instant.parse("2027-01-01T00:00:00Z")),
                        new Verification(Set.of(MINI), Set.of(Task.CHAT), "exp-2", null));
    }

    @Test
    void shouldTakeAMapAsEvidenceOfAllMembers() {
        // When
        FallbackGroup group = group("{ tasks: [chat], report: exp-1 }");
        // Then
        assertThat(group).isEqualTo(new FallbackGroup("g", List.of(GPT, MINI), Set.of(Task.CHAT), "exp-1"));
        assertThat(group("[ { tasks: [chat], report: exp-1 } ]")).isEqualTo(group);
    }

    @Test
    void shouldNameEvidenceOfWhoIsNoMember() {
        // Then
        assertThat(problems(
                        "[ { members: [openai/gpt-4.1], tasks: [chat] }, { members: [], tasks: [chat], task: 1 } ]"))
                .anyMatch(each -> each.startsWith(
                        "groups.g.verified[0].members[0]: must be a member of the group (got \"openai/gpt-4.1\")"))
                .contains("groups.g.verified[1].members: must name at least one (got none)")
                .anyMatch(
                        each -> each.startsWith("groups.g.verified[1].task: unknown key, the nearest known is tasks"));
        assertThat(problems("exp-1")).singleElement().asString().startsWith("groups.g.verified: must be a map");
    }

    @Test
    void shouldWarnOfTheMemberThatStandsInOnNothingAndOfEachPieceOfEvidence() {
        // When
        List<String> warnings = ConfigCheck.warnings(FILE.formatted("""
                [ { members: small, tasks: [chat], report: exp-1, expires: 2026-11-01 }, { members: small, tasks: [code] } ]"""), Map.of(), NOW).stream()
                .map(ConfigProblem::toString)
                .toList();
        // Then
        assertThat(warnings)
                .containsExactly(
                        "groups.g.members[0]: stands in on no task (got openai/gpt-4o)",
                        "groups.g.verified[0].expires: the evidence has expired, nobody stands in (got 2026-11-02T00:00:00Z)",
                        "groups.g.verified[1].report: names no experiment that verified it: a running system refuses it (got nothing)");
    }

    private static FallbackGroup group(String verified) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(FILE.formatted(verified))
                .orThrow()
                .router()
                .groups()
                .get("g");
    }

    private static List<String> problems(String verified) {
        return ConfigFile.problems(FILE.formatted(verified));
    }
}
