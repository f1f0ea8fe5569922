package io.promptyard.standalone.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.Verification;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.InvalidConfigException;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.experiments.EquivalenceReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidencePlanTest {
    private static final Target GPT = Target.parse("openai/gpt-4o");
    private static final Target MINI = Target.parse("openai/gpt-4o-mini");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant NOW = UNTIL.minusSeconds(1);
    private static final String FILE = """
            providers: { openai: { dialect: openai } }
            aliases: { small: openai/gpt-4o-mini }
            groups: { g: { members: [openai/gpt-4o, small]%s } }
            routes: [ { name: a, fallback: g } ]
            """;

    @Test
    void shouldGiveAGroupWithoutEvidenceWhatWasFound() {
        // When
        List<Verification> evidence = planned("", report("g"));
        // Then: the reference on what another was found as good on
        assertThat(evidence).containsExactly(new Verification(Set.of(GPT, MINI), Set.of(Task.CHAT), "exp-2", UNTIL));
    }

    @Test
    void shouldTakeItsWordOnWhatItTestedAndKeepWhatItDidNot() {
        // When: of chat it found the small one good, of code worse, of legal it says nothing
        List<Verification> evidence = planned(", verified: { tasks: [chat, code, legal], report: exp-1 }", report("g"));
        // Then
        assertThat(evidence)
                .containsExactlyInAnyOrder(
                        new Verification(Set.of(GPT), Set.of(Task.CODE, Task.LEGAL), "exp-1", null),
                        new Verification(Set.of(MINI), Set.of(Task.LEGAL), "exp-1", null),
                        new Verification(Set.of(GPT, MINI), Set.of(Task.CHAT), "exp-2", UNTIL));
    }

    @Test
    void shouldKeepEvidenceOfOthersAsItIs() {
        // When
        List<Verification> evidence = planned(
                ", verified: [ { members: small, tasks: code, report: exp-0 }, { members: [openai/gpt-4o], tasks: [math], report: exp-1, expires: 2026-12-31 } ]",
                report("g"));
        // Then
        assertThat(evidence)
                .containsExactlyInAnyOrder(
                        new Verification(Set.of(GPT), Set.of(Task.MATH), "exp-1", UNTIL),
                        new Verification(Set.of(GPT, MINI), Set.of(Task.CHAT), "exp-2", UNTIL));
    }

    @Test
    void shouldKeepEvidenceThatNothingContradictsWhenAFindingIsOpen() {
        // When: of math it found nothing yet
        List<Verification> evidence = planned(", verified: { tasks: [math], report: exp-1 }", report("g"));
        // Then
        assertThat(evidence).contains(new Verification(Set.of(GPT, MINI), Set.of(Task.MATH), "exp-1", null));
    }

    @Test
    void shouldRefuseAGroupThatIsNotInForce() {
        // Then
        assertThatThrownBy(() -> planned("", report("h")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("groups.h: must be there to take what was found of it");
        assertThatThrownBy(() -> planned("", EquivalenceReport.read("""
                        { "id": "exp-2", "group": "g", "reference": "openai/gpt-4o", "expires": "2027-01-01T00:00:00Z", "findings": [] }
                        """).orElseThrow()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("must have a member that the experiment verified");
    }

    @Test
    void shouldRefuseAnExperimentThatHasExpiredOrIsOlderThanWhatItContradicts() {
        // Given
        String live = new ConfigLoader(Map.of(), Map.of())
                .read(FILE.formatted(", verified: { tasks: [chat], report: exp-3, expires: 2999-12-31 }"))
                .orThrow()
                .parts()
                .live();
        // Then
        assertThatThrownBy(() -> EvidencePlan.of(live, report("g"), UNTIL, each -> false))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("groups.g: must be promoted before it expires (got exp-2, until " + UNTIL);
        assertThatThrownBy(() -> EvidencePlan.of(live, report("g"), NOW, "exp-3"::equals))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("groups.g: must not lose newer evidence to older (got exp-3, made after exp-2)");
        assertThat(EvidencePlan.of(live, report("g"), NOW, each -> false)).contains("exp-2");
    }

    private static List<Verification> planned(String verified, EquivalenceReport report) {
        ConfigLoader loader = new ConfigLoader(Map.of(), Map.of());
        LoadedConfig before = loader.read(FILE.formatted(verified)).orThrow();
        String planned = EvidencePlan.of(before.parts().live(), report, NOW, each -> false);
        return loader.readForOthersOver(FILE.formatted(verified), planned)
                .orThrow()
                .router()
                .groups()
                .get("g")
                .evidence();
    }

    private static EquivalenceReport report(String group) {
        return EquivalenceReport.read("""
                { "id": "exp-2", "group": "%s", "reference": "openai/gpt-4o", "expires": "2027-01-01T00:00:00Z", "findings": [
                  { "member": "openai/gpt-4o-mini", "task": "chat", "verdict": "verified" },
                  { "member": "openai/gpt-4o-mini", "task": "code", "verdict": "inferior" },
                  { "member": "openai/gpt-4o-mini", "task": "math", "verdict": "open", "pairs": 0 } ] }
                """.formatted(group)).orElseThrow();
    }
}
