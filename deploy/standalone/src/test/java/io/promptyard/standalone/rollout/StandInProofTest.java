package io.promptyard.standalone.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.ExperimentRecord.Kind;
import io.promptyard.model.ExperimentRecord.State;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.standalone.config.ConfigLoader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandInProofTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String FILE = """
            providers: { openai: { dialect: openai } }
            groups: { g: { members: [openai/gpt-4o, openai/gpt-4o-mini], verified: %s } }
            routes: [ { name: a, fallback: g%s } ]
            """;
    private static final String REPORT = """
            { "id": "exp-1", "group": "g", "reference": "openai/gpt-4o", "expires": "%s", "findings": [
              { "member": "openai/gpt-4o-mini", "task": "chat", "verdict": "verified" },
              { "member": "openai/gpt-4o-mini", "task": "code", "verdict": "inferior" },
              { "member": "openai/gpt-4o-mini", "task": "legal", "verdict": "open" } ] }
            """;
    private static final String UNTIL = "2027-01-01T00:00:00Z";

    @Test
    void shouldHaveNothingToSayWhenTheExperimentVerifiedEachMemberOnEachTask() {
        // Then
        assertThat(problems("{ tasks: [chat], report: exp-1, expires: 2026-12-31 }"))
                .isEmpty();
    }

    @Test
    void shouldNameWhatTheExperimentDidNotVerify() {
        // Then
        assertThat(
                        problems(
                                "[ { members: openai/gpt-4o-mini, tasks: [chat, code, legal, math], report: exp-1, expires: 2026-12-31 } ]"))
                .containsExactly(
                        "groups.g.verified[0].tasks: must be verified of each member by exp-1 (got openai/gpt-4o-mini on math, code, legal)");
    }

    @Test
    void shouldNameTheExperimentThatIsNotThereOrIsNoneOfEquivalence() {
        // Then
        assertThat(problems("{ tasks: [chat], report: exp-9 }"))
                .containsExactly(
                        "groups.g.verified.report: must be an experiment of the running system (got \"exp-9\")");
        assertThat(problems("{ tasks: [chat] }"))
                .containsExactly("groups.g.verified.report: must name the experiment that verified it (got nothing)");
        assertThat(problems("{ tasks: [chat], report: replay }"))
                .singleElement()
                .asString()
                .startsWith("groups.g.verified.report: must be an experiment that has tested equivalence")
                .endsWith("(got replay: DRY, FINISHED)");
        assertThat(problems("{ tasks: [chat], report: running }"))
                .singleElement()
                .asString()
                .endsWith("(got running: EQUIVALENCE, RUNNING)");
        assertThat(problems("{ tasks: [chat], report: garbled }")).hasSize(1);
    }

    @Test
    void shouldRefuseWhatWasHeldAgainstSomebodyElseInAnotherGroup() {
        // Then
        assertThat(problems(
                        "[ { members: openai/gpt-4o-mini, tasks: [chat], report: elsewhere, expires: 2026-12-31 } ]"))
                .containsExactly(
                        "groups.g.verified[0].report: must be of this group, or have held against one of its members"
                                + " (got elsewhere, of group cheap against mistral/small)");
    }

    @Test
    void shouldHoldEvidenceToNoLongerThanItsExperiment() {
        // Then
        assertThat(problems("{ tasks: [chat], report: exp-1 }"))
                .containsExactly(
                        "groups.g.verified.expires: must be no later than 2027-01-01T00:00:00Z, when exp-1 expires (got never)");
        assertThat(problems("{ tasks: [chat], report: exp-1, expires: 2027-01-01 }"))
                .hasSize(1);
        assertThat(problems("{ tasks: [chat], report: over, expires: 2026-12-31 }"))
                .containsExactly(
                        "groups.g.verified.report: must not have expired (got over, until 2026-11-20T12:00:00Z)");
    }

    @Test
    void shouldLookAtNothingThatDecidesNothing() {
        // Then: expired by its own words, of no task, or of a route that asks for none
        assertThat(problems("{ tasks: [chat], report: exp-9, expires: 2026-11-19 }"))
                .isEmpty();
        assertThat(problems("{ report: exp-9 }")).isEmpty();
        assertThat(problems(config("{ tasks: [chat], report: exp-9 }", ", allow-unverified: true")))
                .isEmpty();
        assertThat(StandInProof.isNeeded(config("{ report: exp-9 }", ""), NOW)).isFalse();
        assertThat(StandInProof.isNeeded(config("{ tasks: [chat] }", ""), NOW)).isTrue();
    }

    private static List<String> problems(String verified) {
        return problems(config(verified, ""));
    }

    private static List<String> problems(RouterConfig config) {
        Map<String, ExperimentRecord> kept = Map.of(
                "exp-1", record("exp-1", Kind.EQUIVALENCE, State.FINISHED, REPORT.formatted(UNTIL)),
                "elsewhere",
                        record(
                                "elsewhere",
                                Kind.EQUIVALENCE,
                                State.FINISHED,
                                REPORT.formatted(UNTIL)
                                        .replace("\"g\"", "\"cheap\"")
                                        .replace(
                                                "\"reference\": \"openai/gpt-4o\"",
                                                "\"reference\": \"mistral/small\"")),
                "over", record("over", Kind.EQUIVALENCE, State.PROMOTED, REPORT.formatted(NOW)),
                "replay", record("replay", Kind.DRY, State.FINISHED, REPORT.formatted(UNTIL)),
                "running", record("running", Kind.EQUIVALENCE, State.RUNNING, REPORT.formatted(UNTIL)),
                "garbled", record("garbled", Kind.EQUIVALENCE, State.FINISHED, "{}"));
        return StandInProof.problems(config, id -> Optional.ofNullable(kept.get(id)), NOW).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static ExperimentRecord record(String id, Kind kind, State state, String report) {
        return new ExperimentRecord(id, "g", kind, state, NOW, NOW, "", "", "", report);
    }

    private static RouterConfig config(String verified, String route) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(FILE.formatted(verified, route))
                .orThrow()
                .router();
    }
}
